import { spawn } from 'node:child_process';

/** Limits of a tool before it is killed with all its children. */
export interface Bounds {
  /** Wall-clock time; the limit of processor time is the same. */
  seconds: number;
  memoryMb: number;
  outputBytes: number;
}

/** Result of a run; `missing` means that the tool is not installed. */
export type Run =
  | { type: 'done'; output: Buffer }
  | { type: 'failed' }
  | { type: 'missing' }
  | { type: 'too much' };

/**
 * Runs a tool on a stranger's bytes: niced, in a process group that can be killed as one, with
 * limits on time, memory and output, without a writable file or our environment.
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

/** The shell sets the limits and becomes the tool; macOS has no memory limit. */
const LIMITED =
  'ulimit -c 0 && ulimit -f 0 && ulimit -t "$1" && { ulimit -v "$2" || test "$(uname)" = Darwin; } && shift 2 && exec nice -n 10 "$@"';
const NOT_FOUND = 127;

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has already ended
  }
}
