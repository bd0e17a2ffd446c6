import type { Seal } from '../seal.ts';
import { bytes } from './column.ts';
import type { Database } from './database.ts';

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
