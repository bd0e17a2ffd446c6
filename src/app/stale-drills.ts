import { globSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A drill writes all the time, so one that has not for so long was killed. */
const HOUR_MS = 3_600_000;

/** Returns the scratch stores in the data folder whose drill was killed. */
export function findStaleDrills(dataFolder: string): string[] {
  const folders = globSync('drill-*', { cwd: dataFolder }).map((name) => join(dataFolder, name));
  return folders.filter((folder) => Date.now() - lastChange(folder) > HOUR_MS);
}

/** Removes the scratch stores of drills that were killed; what cannot be removed stays for `posko doctor` to name. */
export function removeStaleDrills(dataFolder: string): void {
  for (const folder of findStaleDrills(dataFolder)) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // another user's: removed by that one, or by hand
    }
  }
}

function lastChange(folder: string): number {
  const paths = [folder, ...globSync('*', { cwd: folder }).map((name) => join(folder, name))];
  return Math.max(...paths.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}
