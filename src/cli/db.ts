import type { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { addCommand, createCommand } from './create-command.ts';
import { configFor, print, printJson } from './output.ts';

/** `posko db …`: care for a MongoDB database; the embedded store looks after itself. */
export function dbCommand(): Command {
  const db = createCommand('db');
  addCommand(db, 'migrate').action(migrate);
  return db;
}

async function migrate({ dryRun: isDry = false, json }: { dryRun?: boolean; json?: boolean }) {
  const { mongoUrl } = configFor({});
  if (mongoUrl === undefined) {
    throw new Failure('set POSKO_MONGO_URL; the embedded store needs no migration by hand');
  }
  const { migrateMongo } = await import('../store/mongo/open-mongo.ts');
  const missing = await migrateMongo(mongoUrl, { isDry });
  if (json) return printJson({ isDry, indexes: missing });
  for (const { collection, index } of missing) print(`${collection}: ${index}`);
  const what = isDry ? 'to create' : 'created';
  print(missing.length === 0 ? 'Every index is there.' : `${missing.length} indexes ${what}.`);
}
