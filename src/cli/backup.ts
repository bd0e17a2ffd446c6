import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { removeStaleDrills, writeMark } from '../app/last-backup.ts';
import { Failure } from '../app/user-error.ts';
import { type Config, hasMasterKey, readMasterKey } from '../config/config.ts';
import { prepareDataFolder } from '../config/data-folder.ts';
import {
  type BackupRecord,
  type Counts,
  countRecord,
  type Source,
  type Target,
} from '../store/backup/backup-row.ts';
import { type Copied, copyRecords } from '../store/backup/copy-records.ts';
import { type Checked, checkBackup, readBackup } from '../store/backup/read-file.ts';
import { Rekeyer } from '../store/backup/rekey.ts';
import { readRoll, writeRoll } from '../store/backup/roll.ts';
import { writeBackup } from '../store/backup/write-file.ts';
import { createSeal, type Seal } from '../store/seal.ts';
import { SqliteSource } from '../store/sqlite/sqlite-source.ts';
import { SqliteTarget } from '../store/sqlite/sqlite-target.ts';
import { atEarlyEnd } from './at-early-end.ts';
import { copyElsewhere } from './copy-backup.ts';
import { createCommand } from './create-command.ts';
import { complain, configFor, print, printJson, type StoreOptions } from './output.ts';
import { printCounts, printLost, startProgress } from './progress.ts';

interface Options extends StoreOptions {
  check?: boolean;
  copy?: boolean;
  roll?: string;
  keyFile?: string;
}

export const backupCommand = createCommand('backup').action(
  (file: string | undefined, options: Options) => {
    if (options.copy) return copy(file, options);
    return options.check ? check(file, options) : backup(file, options);
  },
);

async function backup(file: string | undefined, options: Options): Promise<void> {
  const { roll } = options;
  if (file === undefined && roll === undefined) {
    throw new Failure('name the file to write: posko backup FILE, or --roll FILE alone');
  }
  const config = configFor(options);
  await removeStaleDrills(config.dataFolder);
  const source = await openSource(config);
  const count = startProgress('backup');
  const madeAt = Date.now();
  try {
    const sealing = { masterKey: readMasterKey(config), madeAt };
    const written =
      file && (await writeBackup(resolve(file), source.records(), sealing, count.show));
    const citizens = roll && (await writeRoll(resolve(roll), source.salts(), madeAt));
    count.end();
    if (written) writeMark(config.dataFolder, 'last-backup', String(written.bytes));
    if (options.json) return printJson({ file, madeAt, ...(written || {}), roll, citizens });
    if (written) {
      printCounts(written.counts);
      print(`${file}: ${(written.bytes / 1e6).toFixed(1)} MB; it opens with the master key alone`);
    }
    if (roll) print(`${roll}: ${citizens} citizens are here`);
  } finally {
    await source.close();
  }
}

async function check(file: string | undefined, options: Options): Promise<void> {
  if (file === undefined) throw new Failure('name the file to check: posko backup --check FILE');
  const config = configFor(options);
  const masterKey = readBackupKey(config, options.keyFile);
  const count = startProgress('check');
  const checked = await checkBackup(file, masterKey, count.show);
  count.end();
  if (options.json) return printJson({ file, ...checked });
  printCounts(checked.counts);
  print(`${file} is sound; it was made at ${new Date(checked.madeAt).toISOString()}`);
}

/** How long one copy may take, and when it is tried again. */
const PATIENCE = { limitMs: 3_600_000, pausesMs: [60_000, 600_000] };

async function copy(file: string | undefined, options: Options): Promise<void> {
  if (file === undefined)
    throw new Failure('name the file to copy: posko backup --copy FILE --roll ROLL');
  const { backupCopy, dataFolder } = configFor(options);
  const files = [file, options.roll].filter((each) => each !== undefined);
  const missing = files.find((each) => !existsSync(each));
  if (missing !== undefined) throw new Failure(`there is no ${missing}`);
  if (backupCopy === undefined) {
    return print(`${file} stays on this machine alone: POSKO_BACKUP_COPY is not set`);
  }
  const paths = files.map((each) => resolve(each));
  const fault = await copyElsewhere(backupCopy, paths, { ...PATIENCE, tell: complain });
  writeMark(dataFolder, 'last-backup-copy', fault ?? '');
  if (fault !== undefined) throw new Failure(`${fault}; look at POSKO_BACKUP_COPY`);
  print(`${files.join(' and ')}: copied by ${backupCopy}`);
}

interface RestoreOptions extends StoreOptions {
  roll?: string | false;
  keyFile?: string;
  drill?: boolean;
}

export const restoreCommand = createCommand('restore').action(restore);

async function restore(file: string, options: RestoreOptions): Promise<void> {
  const config = configFor(options);
  const oldKey = readBackupKey(config, options.keyFile);
  const count = startProgress('check');
  const checked = await checkBackup(file, oldKey, count.show);
  count.end();
  if (options.drill) {
    reportDrill(file, checked.counts, await restoreAndCount(file, config, oldKey), options);
    const at = new Date(checked.madeAt).toISOString();
    if (!options.json) print(`${file}, made at ${at}, restores whole`);
    return;
  }
  const roll = await rollFor(checked, options.roll);
  const masterKey = readMasterKey(config);
  const isSameKey = Buffer.compare(masterKey, oldKey) === 0;
  const total = Object.values(checked.counts).reduce((sum, each) => sum + each, 0);
  const progress = startProgress('restore', total);
  const into = { place: config, masterKey, isSameKey, roll };
  const copied = await copyInto(into, readBackup(file, oldKey), progress.show);
  progress.end();
  rmSync(join(config.dataFolder, 'index.snapshot'), { force: true }); // of another store's fact-checks
  if (options.json) return printJson({ file, madeAt: checked.madeAt, ...copied });
  printCounts(copied.counts);
  printLost(copied.lost);
  print(`restored as of ${new Date(checked.madeAt).toISOString()}`);
}

async function rollFor({ madeAt }: Checked, path: string | false | undefined) {
  const at = new Date(madeAt).toISOString();
  if (path === false) return undefined;
  if (path === undefined) {
    throw new Failure(
      `the backup is of ${at}; citizens erased since then must not come back: name the latest roll with --roll FILE, or say --no-roll if there is none`,
    );
  }
  const roll = await readRoll(path);
  if (roll.madeAt >= madeAt) return roll.marks;
  throw new Failure(`${path} is older than the backup of ${at}; name the roll that came with it`);
}

/** Restores a backup into a scratch store in the data folder, and counts every record that comes back out of it. */
async function restoreAndCount(file: string, config: Config, masterKey: Uint8Array) {
  prepareDataFolder(config.dataFolder);
  await removeStaleDrills(config.dataFolder);
  const folder = mkdtempSync(join(config.dataFolder, 'drill-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const callOff = atEarlyEnd(remove);
  try {
    const key = Buffer.from(masterKey).toString('hex');
    const scratch = { ...config, mongoUrl: undefined, dataFolder: folder, masterKey: key };
    await copyInto({ place: scratch, masterKey, isSameKey: true }, readBackup(file, masterKey));
    const source = await openSource(scratch);
    const found: Counts = {};
    for await (const record of source.records()) countRecord(found, record);
    await source.close();
    return found;
  } finally {
    remove();
    callOff();
  }
}

/** Prints how many records of each kind a backup holds and how many came back; fails if these differ. */
export function reportDrill(file: string, said: Counts, found: Counts, { json }: StoreOptions) {
  const kinds = Object.keys({ ...said, ...found });
  const wrong = kinds.filter((kind) => said[kind] !== found[kind]);
  if (json) printJson({ file, said, found, wrong });
  for (const kind of json ? [] : kinds) {
    const lost = wrong.includes(kind) ? `, but ${found[kind] ?? 0} came back` : '';
    print(`${String(said[kind] ?? 0).padStart(9)} ${kind}${lost}`);
  }
  if (wrong.length > 0) throw new Failure(`${file} does not restore whole: ${wrong.join(', ')}`);
}

/** Store that also yields the salts of its citizens. */
type StoreSource = Source & { salts(): AsyncIterable<Uint8Array> };

/** The configured store, to be read as it is at one moment. */
export async function openSource(config: Config): Promise<StoreSource> {
  const path = join(config.dataFolder, 'posko.db');
  if (config.mongoUrl === undefined && !existsSync(path)) {
    throw new Failure(`there is no store in ${config.dataFolder}; name its folder with --data`);
  }
  const seal = createSeal(readMasterKey(config));
  if (config.mongoUrl === undefined) return new SqliteSource(path, seal);
  const { openMongoSource } = await import('../store/mongo/open-backup.ts');
  return openMongoSource(config.mongoUrl, seal);
}

/** An empty store, the key that it is to have, and whose records are left out. */
type Into = ConstructorParameters<typeof Rekeyer>[1] & {
  place: Pick<Config, 'mongoUrl' | 'dataFolder'>;
  masterKey: Uint8Array;
};

/** Copies records into a store, under a key. */
export async function copyInto(
  { place, masterKey, ...rules }: Into,
  records: AsyncIterable<BackupRecord>,
  progress?: (done: number) => void,
): Promise<Copied> {
  const seal = createSeal(masterKey);
  const target = await openTarget(place, seal);
  return copyRecords(records, new Rekeyer(seal, rules), target, progress);
}

async function openTarget({ mongoUrl, dataFolder }: Into['place'], seal: Seal): Promise<Target> {
  if (mongoUrl !== undefined) {
    const { openMongoTarget } = await import('../store/mongo/open-backup.ts');
    return openMongoTarget(mongoUrl, seal);
  }
  prepareDataFolder(dataFolder);
  return new SqliteTarget(join(dataFolder, 'posko.db'), seal);
}

/** The key that a backup was made under: from a file, from POSKO_BACKUP_KEY, or else the store's own, which has to be there. */
function readBackupKey(config: Config, keyFile: string | undefined): Uint8Array {
  const text = keyFile === undefined ? config.backupKey : readFileSync(keyFile, 'utf8');
  if (text === undefined || text === '') {
    if (hasMasterKey(config)) return readMasterKey(config);
    throw new Failure(
      `put the master key of the backup into ${join(config.dataFolder, 'master.key')}, or name it with --key-file or POSKO_BACKUP_KEY`,
    );
  }
  if (/^[0-9a-f]{64}$/i.test(text.trim())) return Buffer.from(text.trim(), 'hex');
  throw new Failure(`${keyFile ?? 'POSKO_BACKUP_KEY'} does not hold 64 hexadecimal digits`);
}
