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
  const id = seal.citizenOf(from);
  const known = db.get('SELECT salt FROM citizens WHERE id = ?', id);
  if (known) {
    const salt = bytes(known, 'salt');
    const address = seal.close(salt, from);
    db.run(
      'UPDATE citizens SET address = ?, last_at = ?, farewell = 0 WHERE id = ?',
      address,
      at,
      id,
    );
    return { id, salt };
  }
  const salt = seal.newSalt();
  const state: CitizenState = { profile: newProfile(language, at), conversation: { frames: [] } };
  db.run(
    'INSERT INTO citizens (id, address, salt, state, revision, last_at) VALUES (?, ?, ?, ?, 0, ?)',
    id,
    seal.close(salt, from),
    salt,
    seal.close(salt, state),
    at,
  );
  return { id, salt };
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
