import { trusted } from 'mongoose';
import type { Address, InboxItem, Message } from '../../domain/messages/message.ts';
import type { TurnCommit } from '../../ports/commit.ts';
import type { Arrival, NotificationEntry, SaveResult, TurnStore } from '../../ports/store.ts';
import type { Received, TurnState } from '../../ports/turn-state.ts';
import type { Seal } from '../seal.ts';
import { addressOf, namesOf, openInboxItem, openState } from '../sealed-values.ts';
import type { CitizenRow, InboxRow } from './citizen-schemas.ts';
import {
  findCitizen,
  insertCitizen,
  type Known,
  moveCitizen,
  nameCitizen,
  type Parts,
} from './citizens.ts';
import { commitTurn } from './commit-turn.ts';
import { nextInOrder } from './counters.ts';
import { dropOrphans } from './erase-traces.ts';
import { markAnswered } from './mark-answered.ts';
import type { Models } from './models.ts';
import { MongoPart } from './mongo-part.ts';
import { committed } from './transact.ts';

/** Survives the process; does not wait for the disk. */
const LIGHTLY = { writeConcern: { w: 1, j: false } } as const;

function aside() {
  const isThere = () => trusted({ $exists: true });
  return { isAside: true, citizen: isThere(), content: isThere() };
}

/** Maximum of inbox items per turn. */
const MAX_PENDING = 200;

/** Turns on MongoDB: an item is stored once, a turn is committed once. */
export class MongoTurns extends MongoPart implements TurnStore {
  /** After a failure, the stored part stays; delivered again, only the rest is new. */
  async keepMessages(arrivals: readonly Arrival[], at: number): Promise<SaveResult[]> {
    return Array.fromAsync(arrivals, (arrival) => saveMessage(this.parts, arrival, at));
  }

  async citizenAt(address: Address) {
    const { id, known } = await findCitizen(this.parts, address);
    return known && id;
  }

  async keepNotice(id: string, { key, notice, at, event }: NotificationEntry) {
    const { models, seal } = this;
    const citizen = await this.#find(id);
    if (!citizen || citizen.farewell) return false; // their last word is the receipt
    const entry = { key: seal.noticeKey(id, key), letter: notice, at };
    const insert = () => insertInboxItem(this.parts, citizen, entry);
    const kept = await committed(event ? this.chain.transact([event], insert) : insert());
    const isNew = kept === 'committed';
    if (isNew && !(await models.citizens.exists({ _id: id, life: citizen.life }))) {
      await dropOrphans(models, id);
    }
    return isNew;
  }

  async readTurn(id: string): Promise<TurnState | undefined> {
    const { models, seal } = this;
    const citizen = await this.#find(id);
    if (!citizen) {
      await dropOrphans(models, id);
      return undefined;
    }
    if (citizen.unsettled) await markAnswered(this.parts, citizen, citizen.unsettled);
    const options = { sort: { sentAt: 1, order: 1 }, limit: MAX_PENDING, lean: true } as const;
    const rows = await models.letters.find({ citizen: id, isDone: false }, null, options);
    const own = rows.filter(({ life }) => life === citizen.life);
    if (own.length < rows.length) await dropOrphans(models, id);
    const pending = own.flatMap((row) => openRow(seal, citizen.salt, row));
    const { revision, due = null, lastAt: heardAt } = citizen;
    const { channel } = addressOf(seal, citizen);
    return { ...openState(seal, citizen), revision, due, heardAt, channel, pending };
  }

  async readMessages(id: string, keys: readonly string[]) {
    const { models, seal } = this;
    const citizen = await this.#find(id);
    if (!citizen) return [];
    const own = { _id: trusted({ $in: [...keys] }), citizen: id, life: citizen.life };
    const rows = await models.letters.find(own).lean();
    const found = new Map(rows.map((row) => [row._id, row]));
    return keys.flatMap((key) => {
      const row = found.get(key);
      return row ? openRow(seal, citizen.salt, row) : [];
    });
  }

  async lettersOf(id: string, limit: number) {
    const { models, seal } = this;
    const citizen = await this.#find(id);
    if (!citizen) return [];
    const own = { citizen: id, life: citizen.life, content: trusted({ $exists: true }) };
    const options = { sort: { sentAt: -1, order: -1 }, limit, lean: true } as const;
    const rows = await models.letters.find(own, null, options);
    return rows.flatMap((row) => openRow(seal, citizen.salt, row));
  }

  async replaceMessage(id: string, key: string, message: Message) {
    const { models, seal } = this;
    const citizen = await this.#find(id);
    if (!citizen) return;
    const own = { _id: key, citizen: id, life: citizen.life, isDone: false };
    const $set = { content: seal.close(citizen.salt, message) };
    await models.letters.updateOne(own, { $set });
  }

  async linkAddress(known: Address, fresh: Address) {
    await moveCitizen(this.parts, known, fresh);
  }

  async beginTurn(_id: string) {
    const options = { projection: { begun: 1 }, ...LIGHTLY, lean: true } as const;
    const { citizens } = this.models;
    const before = await citizens.findOneAndUpdate({ _id }, { $inc: { begun: 1 } }, options);
    return before?.begun ?? 0;
  }

  async endTurn(_id: string) {
    const hasBegun = { _id, begun: trusted({ $gt: 0 }) };
    await this.models.citizens.updateOne(hasBegun, { $inc: { begun: -1 } }, LIGHTLY);
  }

  async setAside(limit: number) {
    const options = { sort: { arrivedAt: 1 }, limit, lean: true } as const;
    const fields = { citizen: 1, arrivedAt: 1 } as const;
    const rows = await this.models.letters.find(aside(), fields, options);
    return rows.map(({ _id: key, citizen = '', arrivedAt }) => ({ key, citizen, arrivedAt }));
  }

  async takeUpAgain() {
    const change = { $set: { isDone: false }, $unset: { isAside: 1 as const } };
    return (await this.models.letters.updateMany(aside(), change)).modifiedCount;
  }

  async commitTurn(commit: TurnCommit) {
    return committed(commitTurn(this.parts, commit));
  }

  async findDue(now: number, limit: number) {
    const { citizens, letters } = this.models;
    const [writing, silent, unsettled] = await Promise.all([
      letters.aggregate<{ _id: string }>([
        { $match: { isDone: false, citizen: { $gt: '' } } },
        { $group: { _id: '$citizen' } },
        { $limit: limit },
      ]),
      citizens.find({ due: trusted({ $lte: now }) }, { _id: 1 }, { limit, lean: true }),
      citizens.find({ isUnsettled: true }, { _id: 1 }, { limit, lean: true }),
    ]);
    const found = new Set([...writing, ...silent, ...unsettled].map(({ _id }) => _id));
    return [...found].slice(0, limit);
  }

  async countMessages(citizen: string) {
    const content = trusted({ $exists: true });
    return this.models.letters.countDocuments({ citizen, content });
  }

  async #find(id: string): Promise<CitizenRow | undefined> {
    return (await this.models.citizens.findOne({ _id: id }).lean()) ?? undefined;
  }
}

/** A citizen can be erased while a message arrives, but not this often in a row. */
const MAX_ATTEMPTS = 5;

/** Stores the item, then that its citizen has written; if a process dies in between, the repeated message completes it. */
async function saveMessage(parts: Parts, arrival: Arrival, at: number): Promise<SaveResult> {
  const { from, message } = arrival;
  const { models, seal } = parts;
  const heardAt = Math.min(at, message.sentAt);
  // Under every name of its sender, to detect a replay even after an erasure.
  const { all: names } = namesOf(seal, from);
  const keys = names.map((name) => seal.messageKey(name, message.id));
  const [key = ''] = keys;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const [{ id, known }, byName] = await Promise.all([
      findCitizen(parts, from),
      findLetters(models, keys, [...names, null]),
    ]);
    const isNamed = byName.length > 0 || names.includes(id);
    const before = isNamed ? byName : await findLetters(models, keys, [id]);
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
    await models.letters.deleteOne({ _id: key, citizen: id, life: citizen.life });
  }
  throw new Error('a citizen was erased again and again while a message came in');
}

/** With `null` also among those whose citizen was erased. */
function findLetters({ letters }: Models, keys: string[], citizens: (string | null)[]) {
  const named = { _id: trusted({ $in: keys }), citizen: trusted({ $in: citizens }) };
  return letters.find(named as object, { isDone: 1 }).lean(); // the types know no absent field
}

/** Stores an item once; a duplicate throws. */
async function insertInboxItem(
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
function openRow(seal: Seal, salt: Uint8Array, row: InboxRow): Received[] {
  const { _id: key, content, arrivedAt } = row;
  return content ? [openInboxItem(seal, salt, { key, content, arrivedAt })] : [];
}
