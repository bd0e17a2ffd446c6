import { trusted } from 'mongoose';
import {
  type ConsentEntry,
  type ConsentText,
  type RightsRequest,
  rightsRequestSchema,
} from '../../domain/privacy/consents.ts';
import type { TurnChangeOf } from '../../ports/commit.ts';
import type { RightsStore } from '../../ports/consent-store.ts';
import type { Life } from './citizen-schemas.ts';
import { nextInOrder, touchCases } from './counters.ts';
import { unname } from './erase-traces.ts';
import type { Models } from './models.ts';
import { MongoPart } from './mongo-part.ts';
import { isNew } from './transact.ts';

export class MongoRights extends MongoPart implements RightsStore {
  async consentsOf(citizen: string): Promise<ConsentEntry[]> {
    const rows = await this.models.consents.find({ citizen }).sort({ order: 1 }).lean();
    return rows.map(({ purpose, deed, digest, at }) => ({ purpose, deed, digest, at }));
  }

  async citizensWithConsents() {
    const citizens = await this.models.consents.distinct('citizen', {});
    return citizens.flatMap((citizen) => citizen ?? []).sort();
  }

  async citizensAfter(id: string, limit: number) {
    const next = { _id: trusted({ $gt: id }), farewell: trusted({ $ne: true }) };
    const options = { sort: { _id: 1 }, limit, lean: true } as const;
    const rows = await this.models.citizens.find(next, { _id: 1 }, options);
    return rows.map(({ _id }) => _id);
  }

  async consentText(digest: string): Promise<ConsentText | undefined> {
    const row = await this.models.consentTexts.findOne({ _id: digest }).lean();
    if (!row) return undefined;
    const { _id, at: _, ...text } = row;
    return { digest: _id, ...text };
  }

  async requests(limit: number): Promise<RightsRequest[]> {
    const { requests, erasures } = this.models;
    const asked = await requests.find({}).sort({ at: -1 }).limit(limit).lean();
    const erased = await erasures.find({}).sort({ at: -1 }).limit(limit).lean();
    const all: RightsRequest[] = [
      ...asked.map(({ _id: receipt, doneAt, ...rest }) =>
        rightsRequestSchema.parse({ receipt, ...rest, doneAt }),
      ),
      ...erased.map(({ _id, at }) => ({ receipt: _id, asked: 'erasure' as const, at, doneAt: at })),
    ];
    return all.sort((a, b) => b.at - a.at || (a.receipt < b.receipt ? -1 : 1)).slice(0, limit);
  }

  async countOpenSince(before: number) {
    const filter = { at: trusted({ $lt: before }), doneAt: trusted({ $exists: false }) };
    return (await this.models.requests.find(filter, { _id: 1 }).lean()).length;
  }
}

/** Adds a consent to the ledger. Stores the shared text first, outside the transaction. */
export async function addConsent(
  models: Models,
  citizen: string,
  { entry, text }: TurnChangeOf<'consent'>,
): Promise<void> {
  await keepText(models, text, entry.at);
  await models.consents.insertMany([{ ...entry, citizen, order: nextInOrder() }]);
}

async function keepText(models: Models, { digest: _id, ...text }: ConsentText, at: number) {
  const known = keptTexts.get(models) ?? new Set();
  if (known.has(_id)) return;
  await isNew(models.consentTexts.insertMany([{ _id, ...text, at }], { session: null }));
  keptTexts.set(models, known.add(_id));
}

/** Texts that a database is known to contain; none is ever erased. */
const keptTexts = new WeakMap<Models, Set<string>>();

/** Restricts a citizen's tips, or lifts the restriction. */
export async function restrictTips(models: Models, citizen: string, isRestricted: boolean) {
  const change = isRestricted
    ? { $set: { isRestricted } }
    : { $unset: { isRestricted: 1 as const } };
  await models.tips.updateMany({ citizen }, change);
  const cases = await models.tips.find({ citizen }, { case: 1 }).lean();
  await touchCases(models, new Set(cases.map((tip) => tip.case)));
}

/** Erases what a citizen wrote, except tips; deliveries are in the citizen's document. */
export async function detach(
  { letters, feedback, citizens }: Models,
  { _id: citizen, life }: Life,
): Promise<void> {
  const done = { citizen, life, isDone: true, content: trusted({ $exists: true }) };
  await letters.updateMany(done, { $unset: { content: 1 } });
  await unname(feedback, { citizen });
  await citizens.updateOne({ _id: citizen, life }, { $set: { told: [] } });
}
