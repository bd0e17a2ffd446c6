import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';

/** Message of the started program: the time to start does not count against a file. */
export const READY = 'ready';

/**
 * Forks our program with the lowest priority for all of its threads, so that text messages do not
 * wait for it. (A process that lowers its own priority lowers only one thread's.)
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
