import { existsSync, lstatSync, statSync } from 'node:fs';
import { link, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../app/user-error.ts';
import { syncFolder } from '../store/backup/write-file.ts';

/** What names the folder of the store in use; whatever it points to is a whole store with its key. */
const CURRENT = 'current';
/** What is found in the data folder as before, and leads to the store in use. */
const FILES = ['posko.db', 'master.key'] as const;

/** Refuses while Posko has the store open; moves its journal into the file. */
export function checkStopped(dataFolder: string): void {
  const path = join(dataFolder, 'posko.db');
  if (!existsSync(path)) {
    throw new Failure(`there is no store in ${dataFolder}; name its folder with --data`);
  }
  const file = new DatabaseSync(path, { timeout: 500 });
  try {
    file.exec('PRAGMA journal_mode = DELETE');
  } catch {
    throw new Failure(`${path} is in use; stop the post first`);
  } finally {
    file.close();
  }
}

/** Steps that replace the store in use and its key; the last but one changes both, so a kill leaves either pair whole. */
export function swapSteps(dataFolder: string, name: string): (() => Promise<void>)[] {
  const at = (...parts: string[]) => join(dataFolder, ...parts);
  return [
    ...(existsSync(at(CURRENT)) ? [] : firstSteps(dataFolder, `${name}-before`)),
    ...FILES.map((file) => () => replaceByLink(dataFolder, file)),
    () => syncFolder(at(name)),
    () => pointTo(at(CURRENT), name),
    () => syncFolder(dataFolder),
  ];
}

/** The store in use gets a folder of its own, in which its files have second names. */
function firstSteps(dataFolder: string, old: string): (() => Promise<void>)[] {
  const at = (...parts: string[]) => join(dataFolder, ...parts);
  return [
    async () => {
      await mkdir(at(old), { mode: 0o700 });
    },
    ...FILES.map((file) => () => link(at(file), at(old, file))),
    () => pointTo(at(CURRENT), old),
  ];
}

/** Puts a link to the file of the store in use in the place of the file itself: both are the same. */
async function replaceByLink(dataFolder: string, file: string): Promise<void> {
  const path = join(dataFolder, file);
  if (lstatSync(path).isSymbolicLink()) return;
  if (statSync(path).ino !== statSync(join(dataFolder, CURRENT, file)).ino) {
    throw new Failure(`${path} is not the one in ${join(dataFolder, CURRENT)}; put that aside`);
  }
  await pointTo(path, join(CURRENT, file));
}

/** Lets a name point to something else, from one moment to the next. */
async function pointTo(path: string, target: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await rm(draft, { force: true });
  await symlink(target, draft);
  await rename(draft, path);
}
