/** The files of a store that a power loss may hit, and the one that says what its writer was told. */
export const DATABASE = 'posko.db';
export const TOLD = 'told';

/** After so many pages SQLite moves its log into the file. */
export const PAGES_OF_LOG = 1000;

const SEPARATOR = ' ';

/** A line for something that was told as done. */
export function toldOf(kind: string, n: number): string {
  return `${kind}${SEPARATOR}${n}`;
}

/** What lines say was told as done. */
export function readTold(lines: string): [kind: string, n: number][] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [kind = '', n] = line.split(SEPARATOR);
      return [kind, Number(n)];
    });
}

/** How a disk fails: at writes or at waits for the disk, once or until it is looked after, and whether only a restart helps. */
export interface FaultyRun {
  isAtSyncs: boolean;
  isOnce: boolean;
  isRestarted: boolean;
}

const WRITES = { isAtSyncs: false, isOnce: false, isRestarted: false };
const SYNCS = { isAtSyncs: true, isOnce: false, isRestarted: true };

/** By name, with the error. */
export const faultyRuns: Readonly<Record<string, FaultyRun & { fault: 'ENOSPC' | 'EIO' }>> = {
  'a full disk': { fault: 'ENOSPC', ...WRITES },
  'a disk that takes no writes': { fault: 'EIO', ...WRITES },
  'a disk that loses what it was given': { fault: 'EIO', ...SYNCS },
  'a disk that has lost something once': { fault: 'EIO', ...SYNCS, isOnce: true },
};
