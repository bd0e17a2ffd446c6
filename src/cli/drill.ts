import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../app/user-error.ts';
import type { Config } from '../config/config.ts';
import { prepareDataFolder } from '../config/data-folder.ts';
import { type Counts, countRecord } from '../store/backup/backup-row.ts';
import { copyRecords } from '../store/backup/copy-records.ts';
import { readBackup } from '../store/backup/read-file.ts';
import { Rekeyer } from '../store/backup/rekey.ts';
import { createSeal } from '../store/seal.ts';
import { openSource, openTarget } from './open-backup.ts';
import { print, printJson, type StoreOptions } from './output.ts';
import { startProgress } from './progress.ts';

/** Proves a backup: restores it into a scratch store in the data folder, reads every record of that, and removes it. */
export async function drill(
  file: string,
  { config, masterKey }: { config: Config; masterKey: Uint8Array },
  options: StoreOptions,
): Promise<void> {
  prepareDataFolder(config.dataFolder);
  const folder = mkdtempSync(join(config.dataFolder, 'drill-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const stop = () => {
    remove();
    process.exit(1);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const begun = Date.now();
  try {
    const scratch = { ...config, mongoUrl: undefined, dataFolder: folder };
    const { said, madeAt } = await restoreInto(scratch, file, masterKey);
    const found = await readBack({ ...scratch, masterKey: Buffer.from(masterKey).toString('hex') });
    const seconds = Math.ceil((Date.now() - begun) / 1000);
    tell({ file, madeAt, seconds, kinds: compareCounts(said, found) }, options);
  } finally {
    remove();
  }
}

async function restoreInto(scratch: Config, file: string, masterKey: Uint8Array) {
  let madeAt = 0;
  const records = async function* () {
    ({ madeAt } = yield* readBackup(file, masterKey));
  };
  const target = await openTarget(scratch, masterKey);
  const rekeyer = new Rekeyer(createSeal(masterKey), { isSameKey: true });
  const count = startProgress('restore');
  const { counts } = await copyRecords(records(), rekeyer, target, count.show);
  count.end();
  return { said: counts, madeAt };
}

async function readBack(scratch: Config): Promise<Counts> {
  const counts: Counts = {};
  const source = await openSource(scratch);
  try {
    for await (const record of source.records()) countRecord(counts, record);
  } finally {
    await source.close();
  }
  return counts;
}

/** Each kind with how many the backup says and how many came back. */
export function compareCounts(said: Counts, found: Counts) {
  return Object.keys({ ...said, ...found }).map((kind) => {
    return { kind, said: said[kind] ?? 0, found: found[kind] ?? 0 };
  });
}

interface Drilled {
  file: string;
  madeAt: number;
  seconds: number;
  kinds: ReturnType<typeof compareCounts>;
}

function tell({ file, madeAt, seconds, kinds }: Drilled, options: StoreOptions): void {
  const wrong = kinds.filter(({ said, found }) => said !== found).map(({ kind }) => kind);
  if (options.json) printJson({ file, madeAt, seconds, kinds, wrong });
  for (const { kind, said, found } of options.json ? [] : kinds) {
    print(`${String(said).padStart(9)} ${kind}${said === found ? '' : `, but ${found} came back`}`);
  }
  if (wrong.length > 0) throw new Failure(`${file} does not restore whole: ${wrong.join(', ')}`);
  const at = new Date(madeAt).toISOString();
  if (!options.json) print(`${file} of ${at} restores whole; it took ${seconds} s`);
}
