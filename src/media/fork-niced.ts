import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';

/**
 * Starts a program of ours that may take its time, with the lowest priority for all of its threads: those who wrote words
 * do not wait for it. What confines it is words before its own command. (A process that lowers its own priority lowers that of one thread.)
 */
export function forkNiced(
  program: string,
  options: ForkOptions,
  confining: readonly string[] = [],
): ChildProcess {
  const own = [process.execPath, ...(options.execArgv ?? [])];
  const execArgv = ['-n', LOWEST, ...confining, ...own];
  return fork(program, [], { ...options, execPath: 'nice', execArgv });
}

const LOWEST = '19';
