import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Mark in the data folder: of the last backup, with its bytes, or of its copy elsewhere, with what went wrong. */
type Mark = 'last-backup' | 'last-backup-copy';

/** Notes in the data folder that something was finished now, for every process there. */
export function writeMark(dataFolder: string, mark: Mark, text: string): void {
  writeFileSync(join(dataFolder, mark), text, { mode: 0o600 });
}

/** When a mark was written last, in milliseconds, and what it says; undefined if never. */
export function readMark(dataFolder: string, mark: Mark) {
  const path = join(dataFolder, mark);
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && { at: stat.mtimeMs, text: readFileSync(path, 'utf8') };
}

/** When the last backup was finished from this data folder, in seconds since 1970; 0 if never. */
export function lastBackup(dataFolder: string): number {
  return (readMark(dataFolder, 'last-backup')?.at ?? 0) / 1000;
}
