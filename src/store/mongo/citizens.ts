import { randomUUID } from 'node:crypto';
import { trusted } from 'mongoose';
import { newProfile } from '../../domain/citizens/profile.ts';
import type { Address } from '../../domain/messages/message.ts';
import type { Seal } from '../seal.ts';
import { type CitizenState, namesOf } from '../sealed-values.ts';
import type { CitizenRow } from './citizen-schemas.ts';
import type { Models } from './models.ts';
import type { MongoTraces } from './traces.ts';
import { isNew } from './transact.ts';

export interface Parts {
  models: Models;
  seal: Seal;
  traces: MongoTraces;
}

export type Known = Pick<CitizenRow, '_id' | 'life' | 'salt'>;

/** Finds the citizen of an address; a number alone finds only a citizen without another name. */
export async function findCitizen({ models, seal }: Pick<Parts, 'models' | 'seal'>, from: Address) {
  const { own, all: names } = namesOf(seal, from);
  const [found, alias] = await Promise.all([
    models.citizens.find({ _id: trusted({ $in: names }) }, NEEDED).lean(),
    models.aliases.findOne({ _id: own }).lean(),
  ]);
  const byOwn = found.find(({ _id }) => _id === own);
  if (byOwn) return { id: own, known: byOwn };
  if (alias) {
    const known = await models.citizens.findOne({ _id: alias.citizen }, NEEDED).lean();
    return { id: alias.citizen, known: known ?? undefined };
  }
  const [byNumber] = found;
  return byNumber ? { id: byNumber._id, known: byNumber } : { id: own, known: undefined };
}

const NEEDED = { life: 1, salt: 1 } as const;

/** Inserts a new citizen; of two simultaneous inserts one succeeds. */
export async function insertCitizen(
  { models, seal, traces }: Parts,
  { id, from, at }: { id: string; from: Address; at: number },
): Promise<Known> {
  const [salt, life] = [seal.newSalt(), randomUUID()];
  const { profile, taken } = await traces.take(from, newProfile('id', at), at);
  const state: CitizenState = { profile, conversation: { frames: [] } };
  const sealed = { salt, address: seal.close(salt, from), state: seal.close(salt, state) };
  const row = { _id: id, life, ...sealed, revision: 0, lastAt: at, outbox: [], told: [] };
  if (await isNew(models.citizens.insertMany([row]))) {
    await traces.forget(taken);
    return { _id: id, life, salt };
  }
  const other = await models.citizens.findOne({ _id: id }, NEEDED).lean();
  return other ?? insertCitizen({ models, seal, traces }, { id, from, at });
}

/** Maps the names of an address to a citizen; a phone number to its latest owner. */
export async function nameCitizen(
  { models, seal }: Pick<Parts, 'models' | 'seal'>,
  { citizen, address }: { citizen: string; address: Address },
): Promise<void> {
  for (const alias of namesOf(seal, address).all) {
    if (alias === citizen || (await models.citizens.exists({ _id: alias }))) continue;
    await models.aliases.updateOne({ _id: alias }, { $set: { citizen } }, { upsert: true });
  }
}

/** Moves a citizen to another address; does nothing if nobody has the old one. */
export async function moveCitizen(parts: Parts, known: Address, fresh: Address): Promise<void> {
  const { models, seal } = parts;
  const { known: citizen } = await findCitizen(parts, known);
  const target = await findCitizen(parts, fresh);
  if (!citizen || target.id !== seal.citizenOf(fresh)) return;
  const { _id, life, salt } = citizen;
  await models.citizens.updateOne({ _id, life }, { $set: { address: seal.close(salt, fresh) } });
  await nameCitizen(parts, { citizen: _id, address: fresh });
}
