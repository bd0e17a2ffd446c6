import { constants } from 'node:os';

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** Runs a clean-up should the process end meanwhile, also by Ctrl-C, SIGTERM or a closed terminal; returns how to call that off. */
export function atEarlyEnd(cleanUp: () => void): () => void {
  const end = (signal: (typeof SIGNALS)[number]) => process.exit(128 + constants.signals[signal]);
  process.on('exit', cleanUp);
  for (const signal of SIGNALS) process.on(signal, end);
  return () => {
    process.off('exit', cleanUp);
    for (const signal of SIGNALS) process.off(signal, end);
  };
}
