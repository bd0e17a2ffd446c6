import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../app/user-error.ts';
import { type Config, hasMasterKey, readMasterKey } from '../config/config.ts';
import type { Copied } from '../store/backup/copy-records.ts';
import { copyInto, openSource } from './backup.ts';
import { createCommand } from './create-command.ts';
import { configFor, print, printJson, type StoreOptions } from './output.ts';
import { printCounts, printLost, startProgress } from './progress.ts';

interface Options extends StoreOptions {
  to?: string;
}

export const keyCommand = createCommand('key', {
  rotate: (options: Options) => rotate(configFor(options), options),
});

async function rotate(config: Config, options: Options): Promise<void> {
  if (!hasMasterKey(config)) throw new Failure('there is no master key yet, so nothing to rotate');
  if (config.mongoUrl !== undefined) return rotateMongo(config, options);
  checkStopped(config.dataFolder);
  if (options.to !== undefined) return rotateTo(config, resolve(options.to), options);
  throw new Failure('name a new folder for the data: posko key rotate --to FOLDER');
}

async function rotateTo(config: Config, folder: string, options: Options): Promise<void> {
  if (existsSync(folder)) throw new Failure(`${folder} is there already; name a new folder`);
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const masterKey = makeKey(join(draft, 'master.key'));
  const copied = await copy(config, { mongoUrl: undefined, dataFolder: draft }, masterKey);
  await rename(draft, folder);
  printCopied(options, copied, {
    folder,
    next: `Set POSKO_DATA=${folder} and take POSKO_KEY away (or set it to what is in ${join(folder, 'master.key')}), then start. Back up its master.key apart from the data, move models there if ${config.dataFolder} has any, and remove that folder once all is well.`,
  });
}

async function rotateMongo(config: Config, options: Options): Promise<void> {
  const { to } = options;
  if (to === undefined || nameOf(to) === undefined || to === config.mongoUrl) {
    throw new Failure('name another database: posko key rotate --to mongodb://SERVER/NEW-DATABASE');
  }
  const madeAt = new Date().toISOString().replace(/[-:.]/g, '');
  const keyFile = join(config.dataFolder, `master.key.${madeAt}`);
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

async function copy(
  config: Config,
  place: Pick<Config, 'mongoUrl' | 'dataFolder'>,
  masterKey: Uint8Array,
): Promise<Copied> {
  readMasterKey(config);
  const source = await openSource(config);
  const count = startProgress('rotate');
  try {
    return await copyInto({ place, masterKey, isSameKey: false }, source.records(), count.show);
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

/** The database that an address names; the rest may hold a password. */
function nameOf(url: string): string | undefined {
  return /^mongodb(?:\+srv)?:\/\/[^/]+\/([^/?]+)/.exec(url)?.[1];
}

/** Refuses while Posko has the store open; moves its journal into the file. */
function checkStopped(dataFolder: string): void {
  const path = join(dataFolder, 'posko.db');
  if (!existsSync(path)) {
    throw new Failure(`there is no store in ${dataFolder}; name its folder with --data`);
  }
  using file = new DatabaseSync(path, { timeout: 500 });
  try {
    file.exec('PRAGMA journal_mode = DELETE');
  } catch {
    throw new Failure(`${path} is in use; stop the post first`);
  }
}
