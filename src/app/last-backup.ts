import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
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

/** Whether the last backup was copied elsewhere, and what went wrong; late is what failed, or is not done after 8 hours. */
export function readCopy(dataFolder: string, now: number) {
  const [made, copy] = [lastBackup(dataFolder) * 1000, readMark(dataFolder, 'last-backup-copy')];
  const isCopied = copy?.text === '' && copy.at >= made;
  const isOverdue = made > 0 && !isCopied && now - made > 8 * HOUR_MS;
  return { isCopied, fault: copy?.text, isLate: isOverdue || !!copy?.text };
}

const HOUR_MS = 3_600_000;

/** Returns the scratch stores in the data folder whose drill was killed; one at work has written within the hour. */
export function findStaleDrills(dataFolder: string): string[] {
  const writtenAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const folders = globSync('drill-*', { cwd: dataFolder }).map((name) => join(dataFolder, name));
  return folders.filter((cwd) => {
    const paths = ['.', ...globSync('*', { cwd })].map((name) => join(cwd, name));
    return Math.max(...paths.map(writtenAt)) < Date.now() - HOUR_MS;
  });
}

/** Removes the scratch stores of killed drills; those that this user may not remove stay. */
export async function removeStaleDrills(dataFolder: string): Promise<void> {
  const remove = (folder: string) => rm(folder, { recursive: true, force: true });
  await Promise.allSettled(findStaleDrills(dataFolder).map(remove));
}
