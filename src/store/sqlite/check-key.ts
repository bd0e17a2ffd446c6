import type { Seal } from '../seal.ts';
import { bytes } from './column.ts';
import { Database } from './database.ts';
import { migrate } from './migrations.ts';

const PROOF = 'posko';

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
  const db = new Database(path);
  try {
    migrate(db, path);
    db.transaction(() => checkKey(db, seal, path));
    return use(db);
  } catch (error) {
    db.close();
    throw error;
  }
}
