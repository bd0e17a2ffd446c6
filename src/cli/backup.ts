import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { writeMark } from '../app/last-backup.ts';
import { Failure } from '../app/user-error.ts';
import { readMasterKey } from '../config/config.ts';
import { checkBackup } from '../store/backup/read-file.ts';
import { writeRoll } from '../store/backup/roll.ts';
import { writeBackup } from '../store/backup/write-file.ts';
import { copyElsewhere } from './copy-backup.ts';
import { createCommand } from './create-command.ts';
import { openSource, readBackupKey } from './open-backup.ts';
import { complain, configFor, print, printJson, type StoreOptions } from './output.ts';
import { printCounts, startProgress } from './progress.ts';

interface Options extends StoreOptions {
  check?: boolean;
  copy?: boolean;
  roll?: string;
  keyFile?: string;
}

/** Creates `posko backup`: the whole store in one sealed file, while Posko runs. */
export function backupCommand(): Command {
  return createCommand('backup').action((file: string | undefined, options: Options) => {
    if (options.copy) return copy(file, options);
    return options.check ? check(file, options) : backup(file, options);
  });
}

async function backup(file: string | undefined, options: Options): Promise<void> {
  const { roll } = options;
  if (file === undefined && roll === undefined) {
    throw new Failure('name the file to write: posko backup FILE, or --roll FILE alone');
  }
  const config = configFor(options);
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
  if (file === undefined) throw new Failure('name the file to copy: posko backup --copy FILE');
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
