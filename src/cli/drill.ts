import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../app/user-error.ts';
import type { Config } from '../config/config.ts';
import { prepareDataFolder } from '../config/data-folder.ts';
import { type Counts, countRecord } from '../store/backup/backup-row.ts';
import { readBackup } from '../store/backup/read-file.ts';
import { copyInto, openSource } from './open-backup.ts';
import { print, printJson, type StoreOptions } from './output.ts';

/** Restores a backup into a scratch store in the data folder, and counts every record that comes back out of it. */
export async function restoreAndCount(file: string, config: Config, masterKey: Uint8Array) {
  prepareDataFolder(config.dataFolder);
  const folder = mkdtempSync(join(config.dataFolder, 'drill-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const stop = () => process.exit(1);
  process.once('exit', remove).once('SIGINT', stop).once('SIGTERM', stop);
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
