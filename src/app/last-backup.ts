import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MARK = 'last-backup';

/** Notes in the data folder that a backup was finished now, for the metrics of every process there. */
export function noteBackup(dataFolder: string): void {
  writeFileSync(join(dataFolder, MARK), '', { mode: 0o600 });
}

/** When the last backup was finished from this data folder, in seconds since 1970; 0 if never. */
export function lastBackup(dataFolder: string): number {
  return (statSync(join(dataFolder, MARK), { throwIfNoEntry: false })?.mtimeMs ?? 0) / 1000;
}
