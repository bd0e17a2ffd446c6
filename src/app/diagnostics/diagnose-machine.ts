import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { type Config, readMasterKey } from '../../config/config.ts';
import { defaultRules } from '../../domain/duty/alert.ts';
import { readCopy, readMark } from '../last-backup.ts';
import { broken, type Diagnosis, messageOf, ok, warning } from './diagnosis.ts';
import texts from './texts.json' with { type: 'json' };

const MB = 1024 ** 2;
const FEW_BYTES = 1024 * MB;
const TOO_FEW_BYTES = 100 * MB;

/** Which Node runs this; an older one than Posko needs does not come so far. */
export function diagnoseNode(): Diagnosis {
  return ok('node', `Node ${process.versions.node}`);
}

/** How much room is left where the data lies, or will lie. */
export async function diagnoseDisk({ dataFolder }: Pick<Config, 'dataFolder'>): Promise<Diagnosis> {
  let folder = dataFolder;
  while (!existsSync(folder)) folder = dirname(folder);
  return judgeSpace(await freeIn(folder), dataFolder);
}

async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** How much room the disk of the store has left; nobody here knows that of a store elsewhere. */
export function freeBytesOf({ dataFolder, mongoUrl }: Pick<Config, 'dataFolder' | 'mongoUrl'>) {
  return mongoUrl === undefined ? { freeBytes: () => freeIn(dataFolder) } : {};
}

/** What so many free bytes mean. */
export function judgeSpace(free: number, folder: string): Diagnosis {
  const detail = `${Math.round(free / MB)} MiB free in ${folder}`;
  if (free >= FEW_BYTES) return ok('disk', detail);
  const state = free < TOO_FEW_BYTES ? 'broken' : 'warning';
  return { name: 'disk', state, detail: `${detail}; make room before it runs full` };
}

/** Whether the master key is there, whole, and nobody else's to read. */
export function diagnoseKey(config: Config): Diagnosis {
  const name = 'master key';
  if (config.masterKey !== undefined) return ok(name, 'POSKO_KEY');
  const path = join(config.dataFolder, 'master.key');
  try {
    readMasterKey(config);
  } catch (error) {
    return broken(name, messageOf(error));
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    return warning(name, `others on this machine may read it: chmod 600 ${path}`);
  }
  return ok(name, texts.key);
}

/** When the last backup was made from this data folder, how large it is, and whether it was copied elsewhere. */
export function diagnoseBackup(
  { dataFolder, backupCopy }: Pick<Config, 'dataFolder' | 'backupCopy'>,
  now: number,
): Diagnosis {
  const name = 'last backup';
  const made = readMark(dataFolder, 'last-backup');
  if (!made) return warning(name, texts.backup.none);
  const hours = Math.floor((now - made.at) / 3_600_000);
  const size = made.text && `, ${Math.ceil(Number(made.text) / 1000)} kB`;
  const detail = `${new Date(made.at).toISOString()}, ${hours} hours ago${size}`;
  if (hours >= defaultRules.backup.threshold)
    return warning(name, `${detail}; ${texts.backup.old}`);
  if (backupCopy === undefined) return ok(name, `${detail}; ${texts.backup.here}`);
  const { isCopied, fault } = readCopy(dataFolder, now);
  if (isCopied) return ok(name, `${detail}; ${texts.backup.copied}`);
  return warning(name, `${detail}; ${fault || texts.backup.uncopied}; ${texts.backup.copy}`);
}

/** Whether a folder of a search path contains a program. */
export function hasTool(name: string, path: string): boolean {
  return path.split(delimiter).some((folder) => isExecutable(join(folder, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** More than this, and what is due, leased or late is judged differently by each process. */
const MOST_MS = 2000;

/** Compares this machine's clock with another one, asked between two looks at ours. */
export async function diagnoseClock(whose: string, read: () => Promise<number>, now: () => number) {
  const before = now();
  const theirs = await read();
  const seconds = Math.abs((before + now()) / 2 - theirs) / 1000;
  const detail = `${seconds.toFixed(1)} s apart from that of ${whose}`;
  if (seconds * 1000 <= MOST_MS) return ok('clock', detail);
  return warning('clock', `${detail}; set both by NTP`);
}
