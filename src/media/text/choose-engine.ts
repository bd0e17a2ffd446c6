import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import type { Reply, Request } from './tesseract-thread.ts';

/** How Tesseract finds lines: by columns (its mode 3), or as one block (6), steadier on photos. */
export type Layout = 'columns' | 'block';

export interface TextEngine {
  /** Name for the operator. */
  readonly name: string;
  /** Returns Tesseract's TSV of a graymap; throws if the engine dies or the signal aborts. */
  recognise(pgm: Uint8Array, layout: Layout, signal: AbortSignal): Promise<string>;
  /** Frees its memory; the next picture starts it again. */
  stop(): Promise<void>;
}

/** Tesseract's number of each layout. */
export const MODE: Readonly<Record<Layout, string>> = { columns: '3', block: '6' };

/** Which Tesseract to use: a program by name or path, `off` for none, or the available one. */
export interface EngineSettings {
  tesseract?: string | undefined;
}

/** Chooses the program if it reads Indonesian, else the built-in engine; `trouble` says why it is not the requested one. */
export async function chooseEngine({ tesseract }: EngineSettings) {
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

/** Runs the program `tesseract` per picture; somewhat faster, and isolates its crashes. */
function createProgramEngine(path: string): TextEngine {
  return {
    name: `the program ${path}`,
    async stop() {},
    async recognise(pgm, layout, signal) {
      const options = ['stdin', 'stdout', '-l', 'ind', '--psm', MODE[layout], 'tsv'];
      return await runProgram(path, options, { input: pgm, signal });
    },
  };
}

/** Returns the output of a program; throws if it fails, and kills it when the signal aborts. */
async function runProgram(
  path: string,
  options: readonly string[],
  { input, signal }: { input?: Uint8Array; signal: AbortSignal },
): Promise<string> {
  signal.throwIfAborted();
  const program = spawn(path, options, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH, OMP_THREAD_LIMIT: '1' }, // several threads only cost more
    killSignal: 'SIGKILL',
    signal,
  });
  const { promise: ended, resolve, reject } = Promise.withResolvers<number | null>();
  program.once('error', reject).once('close', resolve);
  program.stdin.on('error', () => {}); // it has closed its input; its exit code says why
  program.stdin.end(input);
  const [code, printed] = await Promise.all([ended, text(program.stdout)]);
  if (code === 0) return printed;
  throw new Error(`${path} ended with ${code}`);
}

/** Runs Tesseract as WebAssembly in a separate thread, which blocks nobody and can be ended. */
export function createThreadEngine(): TextEngine {
  let thread: Worker | undefined;

  /** The thread has ended or is broken; the next picture gets a new one. */
  async function stop(): Promise<void> {
    const old = thread;
    thread = undefined;
    await old?.terminate();
  }

  return {
    name: 'Tesseract as WebAssembly (built in)',
    stop,
    async recognise(pgm, layout, signal) {
      signal.throwIfAborted();
      thread ??= startThread();
      try {
        const reply = await ask(thread, { pgm, mode: MODE[layout] }, signal);
        if (reply.type === 'read') return reply.tsv;
        throw new Error('Tesseract does not take the picture');
      } catch (error) {
        await stop();
        throw error;
      }
    },
  };
}

const THREAD = new URL('./tesseract-thread.ts', import.meta.url);

/** JavaScript heap; the size of a picture limits what WebAssembly takes. */
const HEAP_MB = 128;

function startThread(): Worker {
  const thread = new Worker(THREAD, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  thread.unref(); // it keeps nobody from ending
  // A late error needs a listener, or it ends the process.
  return thread.on('error', () => {});
}

function ask(thread: Worker, request: Request, signal: AbortSignal): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const onExit = (code: number) => reject(new Error(`the thread that reads ended with ${code}`));
  const onAbort = () => reject(signal.reason);
  thread.once('message', resolve).once('error', reject).once('exit', onExit);
  signal.addEventListener('abort', onAbort);
  thread.ref();
  thread.postMessage(request);
  return promise.finally(() => {
    thread.unref();
    thread.off('message', resolve).off('error', reject).off('exit', onExit);
    signal.removeEventListener('abort', onAbort);
  });
}
