import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { MODE, type TextEngine } from './text-engine.ts';

/** Runs the program `tesseract` per picture; somewhat faster, and isolates its crashes. */
export function createProgramEngine(path: string): TextEngine {
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
export async function runProgram(
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
