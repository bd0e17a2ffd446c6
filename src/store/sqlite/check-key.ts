import type { Seal } from '../seal.ts';
import { Database } from './database.ts';
import { migrate } from './migrations.ts';
import { bytes } from './sql.ts';

const PROOF = 'posko';
const DAMAGED =
  'is damaged or no database of Posko; move it away and restore your last backup: posko restore FILE';

/** Refuses a file sealed under another key, before anything is read or written. */
export function checkKey(db: Database, seal: Seal, path: string): void {
  const row = db.get`SELECT salt, proof FROM seals LIMIT 1`;
  if (!row) {
    const salt = seal.newSalt();
    db.insert('seals', { salt, proof: seal.close(salt, PROOF) });
    return;
  }
  try {
    seal.open(bytes(row, 'salt'), bytes(row, 'proof'));
  } catch {
    throw new Error(
      `${path} was sealed under another master key; restore that key (POSKO_KEY or master.key) from your backup`,
    );
  }
}

/** Opens and migrates a file for `use`; closes it again if that throws, or under another key. */
export function openChecked<T>(path: string, seal: Seal, use: (db: Database) => T): T {
  let db: Database | undefined;
  try {
    const opened = new Database(path);
    db = opened;
    migrate(opened, path);
    opened.transaction(() => checkKey(opened, seal, path));
    return use(opened);
  } catch (error) {
    db?.close();
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    const reason = REASONS.get(code);
    throw reason === undefined ? error : new Error(`${path} ${reason}`, { cause: error });
  }
}

/** By SQLite's own codes. */
const REASONS: ReadonlyMap<number, string> = new Map([
  [8, 'may only be read; let the user of Posko write it and its folder'],
  [11, DAMAGED],
  [14, 'cannot be opened; let the user of Posko read and write it and its folder'],
  [26, DAMAGED],
]);
