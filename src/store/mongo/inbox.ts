import { trusted } from 'mongoose';
import type { InboxItem } from '../../domain/messages/message.ts';
import type { Arrival, SaveResult } from '../../ports/store.ts';
import type { Received } from '../../ports/turn-state.ts';
import { namesOf } from '../citizen-state.ts';
import { openInboxItem } from '../inbox-item.ts';
import type { Seal } from '../seal.ts';
import { nextInOrder } from './arrival-order.ts';
import type { InboxRow } from './citizen-schemas.ts';
import { findCitizen, insertCitizen, type Known, nameCitizen, type Parts } from './citizens.ts';
import { committed } from './transact.ts';

/** A citizen can be erased while a message arrives, but not this often in a row. */
const MAX_ATTEMPTS = 5;

/** Stores the item, then that its citizen has written; if a process dies in between, the repeated message completes it. */
export async function saveMessage(parts: Parts, arrival: Arrival, at: number): Promise<SaveResult> {
  const { from, message } = arrival;
  const { models, seal } = parts;
  const heardAt = Math.min(at, message.sentAt);
  // Under every name of its sender, to detect a replay even after an erasure.
  const keys = namesOf(seal, from).all.map((name) => seal.messageKey(name, message.id));
  const [key = ''] = keys;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const [{ id, known }, before] = await Promise.all([
      findCitizen(parts, from),
      models.letters.find({ _id: trusted({ $in: keys }) }, { isDone: 1 }).lean(),
    ]);
    if (before.length > 0) {
      const waits = before.some(({ isDone }) => !isDone);
      if (known && waits) await noteHeard(parts, known, { arrival, at, heardAt });
      return { citizen: id, isNew: false };
    }
    const citizen = known ?? (await insertCitizen(parts, { id, from, at: heardAt }));
    await nameCitizen(parts, { citizen: id, address: from });
    const kept = await committed(insertInboxItem(parts, citizen, { key, letter: message, at }));
    const isThere = await noteHeard(parts, citizen, { arrival, at, heardAt });
    if (isThere) return { citizen: id, isNew: kept === 'committed' };
    await models.letters.deleteOne({ _id: key, life: citizen.life });
  }
  throw new Error('a citizen was erased again and again while a message came in');
}

/** Stores an item once; a duplicate throws. */
export async function insertInboxItem(
  { models, seal }: Parts,
  { _id: citizen, life, salt }: Known,
  { key, letter, at }: { key: string; letter: InboxItem; at: number },
): Promise<void> {
  const row = {
    _id: key,
    citizen,
    life,
    content: seal.close(salt, letter),
    sentAt: letter.type === 'message' ? letter.sentAt : at,
    arrivedAt: at,
    order: nextInOrder(),
    isDone: false,
  };
  await models.letters.insertMany([row]);
}

/** Records that a citizen wrote, and releases held replies; false if they are erased. */
async function noteHeard(
  { models, seal }: Parts,
  { _id, life, salt }: Known,
  { arrival: { from }, at, heardAt }: { arrival: Arrival; at: number; heardAt: number },
): Promise<boolean> {
  const heard = {
    $set: { address: seal.close(salt, from) },
    $max: { lastAt: heardAt },
    $unset: { farewell: 1 },
  };
  const holdsNothing = { 'outbox.state': trusted({ $ne: 'held' as const }) };
  const plain = await models.citizens.updateOne({ _id, life, ...holdsNothing }, heard);
  if (plain.matchedCount === 1) return true;
  const { matchedCount } = await models.citizens.updateOne(
    { _id, life },
    {
      ...heard,
      $set: { ...heard.$set, 'outbox.$[held].state': 'waiting', 'outbox.$[held].nextAt': at },
      $inc: { 'outbox.$[held].version': 1 },
    },
    { arrayFilters: [{ 'held.state': 'held' }] },
  );
  return matchedCount === 1;
}

/** Opens a stored item, if its words are still there. */
export function openRow(seal: Seal, salt: Uint8Array, row: InboxRow): Received[] {
  const { _id: key, content, arrivedAt } = row;
  return content ? [openInboxItem(seal, salt, { key, content, arrivedAt })] : [];
}
