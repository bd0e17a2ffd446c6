import { spawn } from 'node:child_process';

/** What a tool may take at most before it is killed with all that it started. */
export interface Bounds {
  /** By the clock; of the processor it gets as much. */
  seconds: number;
  memoryMb: number;
  outputBytes: number;
}

/** How a run ended; `missing` means that the tool is not installed. */
export type Run =
  | { type: 'done'; output: Buffer }
  | { type: 'failed' }
  | { type: 'missing' }
  | { type: 'too much' };

/**
 * Runs a tool on bytes of a stranger: niced, in a process group of its own that can be killed as one,
 * with limits on time, memory and output, no file to write to, and nothing of our environment.
 */
export function runBounded(
  command: readonly [tool: string, ...options: string[]],
  bounds: Bounds,
  input: Uint8Array = new Uint8Array(),
): Promise<Run> {
  const limits = [String(Math.ceil(bounds.seconds)), String(bounds.memoryMb * 1024)];
  const child = spawn('/bin/sh', ['-c', LIMITED, 'sh', ...limits, ...command], {
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Run>();
  const chunks: Buffer[] = [];
  let [length, isTooMuch] = [0, false];
  const end = () => {
    isTooMuch = true;
    killGroup(child.pid);
  };
  const timer = setTimeout(end, bounds.seconds * 1000);
  child.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > bounds.outputBytes) end();
    else chunks.push(chunk);
  });
  child.stdin.on('error', () => {}); // a tool that has read enough closes its end
  child.stdin.end(input);
  child.once('error', reject);
  child.once('close', (code) => {
    clearTimeout(timer);
    if (isTooMuch) resolve({ type: 'too much' });
    else if (code === 0) resolve({ type: 'done', output: Buffer.concat(chunks) });
    else resolve({ type: code === NOT_FOUND ? 'missing' : 'failed' });
  });
  return promise.finally(() => clearTimeout(timer));
}

/** The shell sets the limits and becomes the tool; macOS knows no limit of memory. */
const LIMITED =
  'ulimit -c 0 && ulimit -f 0 && ulimit -t "$1" && { ulimit -v "$2" || test "$(uname)" = Darwin; } && shift 2 && exec nice -n 10 "$@"';
const NOT_FOUND = 127;

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}
