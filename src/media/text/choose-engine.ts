import { createProgramEngine, runProgram } from './program-engine.ts';
import type { TextEngine } from './text-engine.ts';
import { createThreadEngine } from './thread-engine.ts';

/** Which Tesseract reads: a program by name or path, `off` for none, or whichever there is. */
export interface EngineSettings {
  tesseract?: string | undefined;
}

/** The engine that was chosen; `trouble` tells why it is not the one that was asked for. */
export interface ChosenEngine {
  engine: TextEngine;
  trouble?: string;
}

/** Takes the program where it reads Indonesian, or else the engine that is built in. */
export async function chooseEngine({ tesseract }: EngineSettings): Promise<ChosenEngine> {
  if (tesseract === 'off') return { engine: createThreadEngine() };
  const path = tesseract ?? 'tesseract';
  const trouble = await findTrouble(path);
  if (trouble === undefined) return { engine: createProgramEngine(path) };
  const engine = createThreadEngine();
  return tesseract === undefined ? { engine } : { engine, trouble };
}

const PATIENCE_MS = 5_000;

async function findTrouble(path: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const languages = await runProgram(path, ['--list-langs'], { signal });
    if (/^ind$/m.test(languages)) return undefined;
    return `${path} does not know Indonesian: install tesseract-ocr-ind`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${path} cannot be run (${reason}): install tesseract-ocr, or leave POSKO_TESSERACT out`;
  }
}
