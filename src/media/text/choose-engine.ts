import { createProgramEngine, runProgram } from './program-engine.ts';
import type { TextEngine } from './text-engine.ts';
import { createThreadEngine } from './thread-engine.ts';

/** Which Tesseract to use: a program by name or path, `off` for none, or the available one. */
export interface EngineSettings {
  tesseract?: string | undefined;
}

/** Chosen engine; `trouble` says why it is not the requested one. */
export interface ChosenEngine {
  engine: TextEngine;
  trouble?: string;
}

/** Chooses the program if it reads Indonesian, else the built-in engine. */
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
