import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../app/user-error.ts';
import { type Config, hasMasterKey, readMasterKey } from '../config/config.ts';
import { prepareDataFolder } from '../config/data-folder.ts';
import type { BackupRecord, Source, Target } from '../store/backup/backup-row.ts';
import { type Copied, copyRecords } from '../store/backup/copy-records.ts';
import { Rekeyer } from '../store/backup/rekey.ts';
import { createSeal, type Seal } from '../store/seal.ts';
import { SqliteSource } from '../store/sqlite/sqlite-source.ts';
import { SqliteTarget } from '../store/sqlite/sqlite-target.ts';

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
export function readBackupKey(config: Config, keyFile: string | undefined): Uint8Array {
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
