import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { readMasterKey } from '../config/config.ts';
import { type Checked, checkBackup, readBackup } from '../store/backup/read-file.ts';
import { readRoll } from '../store/backup/roll.ts';
import { createCommand } from './create-command.ts';
import { reportDrill, restoreAndCount } from './drill.ts';
import { copyInto, readBackupKey } from './open-backup.ts';
import { configFor, print, printJson, type StoreOptions } from './output.ts';
import { printCounts, printLost, startProgress } from './progress.ts';

interface Options extends StoreOptions {
  roll?: string | false;
  keyFile?: string;
  drill?: boolean;
}

/** `posko restore`: a backup into an empty store, of either kind and under either key. */
export function restoreCommand(): Command {
  return createCommand('restore').action(restore);
}

async function restore(file: string, options: Options): Promise<void> {
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
