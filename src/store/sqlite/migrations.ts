import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';

const folder = join(import.meta.dirname, 'migrations');
/** Each file brings a store from the version before its number to that number; never change a released one. */
const migrations = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .toSorted()
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Migrates the file to the current version; refuses one that a newer Posko has written. */
export function migrate(db: Database, path: string): void {
  const versionOf = () => Number(db.get`PRAGMA user_version`?.user_version ?? 0);
  if (versionOf() > migrations.length) {
    throw new Error(
      `${path} was written by a newer Posko (version ${versionOf()}, this one knows ${migrations.length}). ` +
        'Update Posko, or point POSKO_DATA at another folder.',
    );
  }
  for (const [index, sql] of migrations.entries()) {
    db.transaction(() => {
      if (versionOf() > index) return; // another process was faster
      db.script(sql);
      db.script(`PRAGMA user_version = ${index + 1}`);
    });
  }
}
