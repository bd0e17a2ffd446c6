import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';

/** Message of the started program: the time to start does not count against a file. */
export const READY = 'ready';

/** Forks a program with the lowest priority; one that lowers its own would lower only one of its threads. */
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
