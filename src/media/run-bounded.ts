import { spawn } from 'node:child_process';

/** Limits of a tool before it is killed with all its children. */
export interface Bounds {
  /** Of the processor; by the clock several times as long, since others use it, too. */
  seconds: number;
  memoryMb: number;
  outputBytes: number;
}

/** Why nothing is read of a file; `not-installed` is about this machine, the rest about the file. */
export type MediaProblem = 'not-installed' | 'unsupported' | 'unreadable' | 'too-large';

export type Run = { output: Buffer } | { problem: MediaProblem };

export type Command = readonly [tool: string, ...options: string[]];

/** Runs a tool on a stranger's bytes: niced, killed as one group, with bounded time, memory and output and no environment. */
export function runBounded(command: Command, bounds: Bounds, input: Uint8Array = new Uint8Array()) {
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
  const timer = setTimeout(end, CROWDED * bounds.seconds * 1000);
  child.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > bounds.outputBytes) end();
    else chunks.push(chunk);
  });
  child.stdin.on('error', () => {}); // a tool that has read enough closes its end
  child.stdin.end(input);
  child.once('error', reject);
  child.once('close', (code) => {
    if (isTooMuch) resolve({ problem: 'too-large' });
    else if (code === 0) resolve({ output: Buffer.concat(chunks) });
    else resolve({ problem: code === NOT_FOUND ? 'not-installed' : 'unreadable' });
  });
  return promise.finally(() => clearTimeout(timer));
}

/** The shell sets the limits and becomes the tool; macOS has no memory limit. */
const LIMITED =
  'ulimit -c 0 && ulimit -f 0 && ulimit -t "$1" && { ulimit -v "$2" || test "$(uname)" = Darwin; } && shift 2 && exec nice -n 10 "$@"';
const NOT_FOUND = 127;
const CROWDED = 5;

/** Kills a program that was started detached, with all its children. */
export function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has already ended
  }
}
