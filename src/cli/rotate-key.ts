import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { link, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { type Config, hasMasterKey, readMasterKey } from '../config/config.ts';
import { type Copied, copyRecords } from '../store/backup/copy-records.ts';
import { Rekeyer } from '../store/backup/rekey.ts';
import { syncFolder } from '../store/backup/write-file.ts';
import { createSeal } from '../store/seal.ts';
import { addCommand, createCommand } from './create-command.ts';
import { openSource, openTarget } from './open-backup.ts';
import { configFor, print, printJson, type StoreOptions } from './output.ts';
import { printCounts, printLost, startProgress } from './progress.ts';

interface Options extends StoreOptions {
  to?: string;
}

/** `posko key rotate`: everything under a new master key. */
export function keyCommand(): Command {
  const key = createCommand('key');
  addCommand(key, 'rotate').action((options: Options) => rotate(configFor(options), options));
  return key;
}

async function rotate(config: Config, options: Options): Promise<void> {
  if (!hasMasterKey(config)) throw new Failure('there is no master key yet, so nothing to rotate');
  if (config.mongoUrl !== undefined) return rotateMongo(config, options);
  checkStopped(config.dataFolder);
  if (options.to !== undefined) return rotateTo(config, resolve(options.to), options);
  if (config.masterKey === undefined) return rotateInPlace(config, options);
  throw new Failure('with POSKO_KEY, name a new folder: posko key rotate --to FOLDER');
}

async function rotateInPlace(config: Config, options: Options): Promise<void> {
  const { dataFolder } = config;
  for (const name of readdirSync(dataFolder)) {
    if (/^store-.*\.draft$/.test(name)) await rm(join(dataFolder, name), { recursive: true });
  }
  const name = `store-${stamp()}`;
  const draft = join(dataFolder, `${name}.draft`);
  const copied = await copyTo(config, draft);
  await rename(draft, join(dataFolder, name));
  checkStopped(dataFolder);
  for (const step of swapSteps(dataFolder, name)) await step();
  printCopied(options, copied, {
    folder: dataFolder,
    next: `The store and its key are changed. Back up ${join(dataFolder, 'master.key')} apart from the data, and remove the other store-… folders in ${dataFolder} once all is well.`,
  });
}

async function rotateTo(config: Config, folder: string, options: Options): Promise<void> {
  if (existsSync(folder)) throw new Failure(`${folder} is there already; name a new folder`);
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  const copied = await copyTo(config, draft);
  await rename(draft, folder);
  printCopied(options, copied, {
    folder,
    next: `Set POSKO_DATA=${folder} and take POSKO_KEY away (or set it to what is in ${join(folder, 'master.key')}), then start.`,
  });
}

async function rotateMongo(config: Config, options: Options): Promise<void> {
  const { to } = options;
  if (to === undefined || nameOf(to) === undefined || to === config.mongoUrl) {
    throw new Failure('name another database: posko key rotate --to mongodb://SERVER/NEW-DATABASE');
  }
  const keyFile = join(config.dataFolder, `master.key.${stamp()}`);
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const masterKey = makeKey(keyFile);
  const copied = await copy(config, { ...config, mongoUrl: to }, masterKey).catch(
    async (error: unknown) => {
      await rm(keyFile, { force: true });
      throw error;
    },
  );
  printCopied(options, copied, {
    keyFile,
    next: `Set POSKO_MONGO_URL to the new database ${nameOf(to)} and POSKO_KEY to what is in ${keyFile}, then start. Drop the old database once all is well.`,
  });
}

/** The store under a new key, both in a folder of their own. */
async function copyTo(config: Config, folder: string): Promise<Copied> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const masterKey = makeKey(join(folder, 'master.key'));
  return copy(config, { mongoUrl: undefined, dataFolder: folder }, masterKey);
}

async function copy(
  config: Config,
  place: Pick<Config, 'mongoUrl' | 'dataFolder'>,
  masterKey: Uint8Array,
): Promise<Copied> {
  readMasterKey(config);
  const source = await openSource(config);
  const count = startProgress('rotate');
  try {
    const target = await openTarget(place, masterKey);
    const rekeyer = new Rekeyer(createSeal(masterKey), { isSameKey: false });
    return await copyRecords(source.records(), rekeyer, target, count.show);
  } finally {
    count.end();
    await source.close();
  }
}

function printCopied(options: Options, copied: Copied, { next, ...place }: Record<string, string>) {
  if (options.json) return printJson({ ...place, ...copied, next });
  printCounts(copied.counts);
  printLost(copied.lost);
  print(next ?? '');
}

function makeKey(path: string): Uint8Array {
  const key = randomBytes(32);
  writeFileSync(path, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return key;
}

function stamp(): string {
  return new Date().toISOString().replace(/[-:.]/g, '');
}

/** The database that an address names; the rest may hold a password. */
function nameOf(url: string): string | undefined {
  return /^mongodb(?:\+srv)?:\/\/[^/]+\/([^/?]+)/.exec(url)?.[1];
}

/** What names the folder of the store in use; whatever it points to is a whole store with its key. */
const CURRENT = 'current';
/** What is found in the data folder as before, and leads to the store in use. */
const FILES = ['posko.db', 'master.key'] as const;

/** Refuses while Posko has the store open; moves its journal into the file. */
function checkStopped(dataFolder: string): void {
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
