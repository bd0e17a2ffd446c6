import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../app/user-error.ts';
import { type Config, hasMasterKey, readMasterKey } from '../config/config.ts';
import { prepareDataFolder } from '../config/data-folder.ts';
import type { Source, Target } from '../store/backup/backup-row.ts';
import { createSeal } from '../store/seal.ts';
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

/** The configured store, which has to be empty, to be filled under a key. */
export async function openTarget(
  { mongoUrl, dataFolder }: Pick<Config, 'mongoUrl' | 'dataFolder'>,
  masterKey: Uint8Array,
): Promise<Target> {
  const seal = createSeal(masterKey);
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
