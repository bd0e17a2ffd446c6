import { newProfile } from '../../domain/citizens/profile.ts';
import type { Address } from '../../domain/messages/message.ts';
import type { Seal } from '../seal.ts';
import {
  addressOf,
  type CitizenState,
  namesOf,
  openState,
  type SealedCitizen,
} from '../sealed-values.ts';
import type { Database } from './database.ts';
import { bytes, columns, integer, orNone, type Row, sql, text } from './sql.ts';
import type { SqliteTraces } from './traces.ts';

type Names = ReturnType<typeof namesOf>;

/** Creates a citizen's row if needed and updates its address; returns the salt. */
export function registerCitizen(
  db: Database,
  seal: Seal,
  { id, from, names, at }: { id: string; from: Address; names: Names; at: number },
  traces: SqliteTraces,
): Uint8Array {
  const known = saltOf(db, id);
  const salt = known ?? seal.newSalt();
  const address = seal.close(salt, from);
  if (known) {
    const seen = { address, lastAt: sql`max(last_at, ${at})`, farewell: false };
    db.update('citizens', seen, sql`id = ${id}`);
  } else {
    const profile = traces.take(from, newProfile('id', at), at);
    const state: CitizenState = { profile, conversation: { frames: [] } };
    const sealed = { address, salt, state: seal.close(salt, state) };
    db.insert('citizens', { id, ...sealed, revision: 0, lastAt: at });
  }
  nameCitizen(db, id, names);
  return salt;
}

/** Finds an address's citizen by the permanent id, else by number, which alone finds only one without another name. */
export function findCitizen(db: Database, { own, phone }: Names): string {
  const row = db.get`SELECT id FROM citizens WHERE id = ${own}
    UNION SELECT citizen FROM aliases WHERE alias = ${own}`;
  if (row) return text(row, 'id');
  const byNumber = phone && db.get`SELECT id FROM citizens WHERE id = ${phone}`;
  return byNumber ? text(byNumber, 'id') : own;
}

/** Maps the names of an address to a citizen; a phone number to its latest owner. */
export function nameCitizen(db: Database, citizen: string, { all }: Names): void {
  for (const alias of all) {
    if (alias === citizen || db.get`SELECT 1 FROM citizens WHERE id = ${alias}`) continue;
    const onConflict = 'ON CONFLICT (alias) DO UPDATE SET citizen = excluded.citizen';
    db.insert('aliases', { alias, citizen }, onConflict);
  }
}

/** Moves a citizen to another address; does nothing if nobody has the old one. */
export function moveCitizen(
  db: Database,
  seal: Seal,
  { known, fresh }: { known: Address; fresh: Address },
): void {
  const citizen = findCitizen(db, namesOf(seal, known));
  const names = namesOf(seal, fresh);
  const salt = saltOf(db, citizen);
  if (!salt || findCitizen(db, names) !== names.own) return;
  const address = seal.close(salt, fresh);
  db.run`UPDATE citizens SET address = ${address} WHERE id = ${citizen}`;
  nameCitizen(db, citizen, names);
}

/** Reads the salt of a citizen's values by id. */
export function saltOf(db: Database, id: string): Uint8Array | undefined {
  const row = db.get`SELECT salt FROM citizens WHERE id = ${id}`;
  return row && bytes(row, 'salt');
}

/** Reads a citizen's row by id; an unreadable state starts again from empty. */
export function readCitizen(db: Database, seal: Seal, id: string) {
  const row = db.get`SELECT * FROM citizens WHERE id = ${id}`;
  if (!row) return undefined;
  const sealed = sealedParts(row);
  return {
    ...columns(row, { id: text, revision: integer }),
    salt: sealed.salt,
    state: openState(seal, sealed),
    due: orNone(integer)(row, 'due') ?? null,
    channel: addressOf(seal, sealed).channel,
    heardAt: sealed.lastAt,
  };
}

export function sealedParts(row: Row): SealedCitizen {
  return columns(row, { salt: bytes, address: bytes, state: bytes, lastAt: integer });
}
