import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';

/**
 * Starts a program of ours that may take its time, with the lowest priority for all of its threads: those who wrote words
 * do not wait for it. (A process that lowers its own priority lowers that of one thread.)
 */
export function forkNiced(program: string, options: ForkOptions): ChildProcess {
  const execArgv = ['-n', LOWEST, process.execPath, ...(options.execArgv ?? [])];
  return fork(program, [], { ...options, execPath: 'nice', execArgv });
}

const LOWEST = '19';
