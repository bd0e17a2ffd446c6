import { z } from 'zod';
import { conversationSchema, idle } from '../../engine/conversation.ts';
import { type Address, addressSchema } from '../../tipline/message.ts';
import { newProfile, profileSchema } from '../../tipline/profile.ts';
import type { Seal } from '../seal.ts';
import { bytes, integer, text } from './column.ts';
import type { Database, Row } from './database.ts';

const stateSchema = z.object({ profile: profileSchema, conversation: conversationSchema });
export type CitizenState = z.infer<typeof stateSchema>;

/** A citizen's row, opened. */
export interface Citizen {
  id: string;
  salt: Uint8Array;
  state: CitizenState;
  revision: number;
  due: number | null;
}

/** Makes sure that a citizen's row exists and stands at its latest address; returns id and salt. */
export function registerCitizen(
  db: Database,
  seal: Seal,
  { from, at, language }: { from: Address; at: number; language: string },
): { id: string; salt: Uint8Array } {
  const id = findCitizen(db, seal, from);
  const known = db.get('SELECT salt, address, last_at FROM citizens WHERE id = ?', id);
  const salt = known ? bytes(known, 'salt') : seal.newSalt();
  const address = seal.close(salt, from);
  if (known) {
    db.run(
      'UPDATE citizens SET address = ?, last_at = max(last_at, ?), farewell = 0 WHERE id = ?',
      address,
      at,
      id,
    );
  } else {
    const state: CitizenState = { profile: newProfile(language, at), conversation: { frames: [] } };
    db.run(
      'INSERT INTO citizens (id, address, salt, state, revision, last_at) VALUES (?, ?, ?, ?, 0, ?)',
      id,
      address,
      salt,
      seal.close(salt, state),
      at,
    );
  }
  nameCitizen(db, seal, { citizen: id, address: from });
  return { id, salt };
}

/** The citizen whom an address leads to: by its sender, or by the phone number that came with it. */
export function findCitizen(db: Database, seal: Seal, from: Address): string {
  for (const alias of aliasesOf(seal, from)) {
    const row = db.get(
      'SELECT id FROM citizens WHERE id = ?1 UNION SELECT citizen FROM aliases WHERE alias = ?1',
      alias,
    );
    if (row) return text(row, 'id');
  }
  return seal.citizenOf(from);
}

/** Lets every name of an address lead to a citizen, unless it leads to one already. */
export function nameCitizen(
  db: Database,
  seal: Seal,
  { citizen, address }: { citizen: string; address: Address },
): void {
  for (const alias of aliasesOf(seal, address)) {
    if (alias === citizen || db.get('SELECT 1 FROM citizens WHERE id = ?', alias)) continue;
    db.run(
      'INSERT INTO aliases (alias, citizen) VALUES (?, ?) ON CONFLICT (alias) DO NOTHING',
      alias,
      citizen,
    );
  }
}

function aliasesOf(seal: Seal, address: Address): string[] {
  const { phone, ...rest } = address;
  const own = seal.citizenOf(rest);
  return phone === undefined ? [own] : [own, seal.citizenOf({ ...rest, sender: phone })];
}

/** A citizen's row by id; a state that can no longer be read starts anew, unharmed. */
export function readCitizen(db: Database, seal: Seal, id: string): Citizen | undefined {
  const row = db.get('SELECT * FROM citizens WHERE id = ?', id);
  return row && openCitizen(seal, row);
}

/** Where a citizen can be answered. */
export function addressOf(seal: Seal, row: Row): Address {
  return addressSchema.parse(seal.open(bytes(row, 'salt'), bytes(row, 'address')));
}

function openCitizen(seal: Seal, row: Row): Citizen {
  const salt = bytes(row, 'salt');
  const opened = stateSchema.safeParse(seal.open(salt, bytes(row, 'state')));
  const state = opened.success
    ? opened.data
    : { profile: newProfile('id', integer(row, 'last_at')), conversation: { ...idle, frames: [] } };
  const due = row.due === null ? null : integer(row, 'due');
  return { id: text(row, 'id'), salt, state, revision: integer(row, 'revision'), due };
}
