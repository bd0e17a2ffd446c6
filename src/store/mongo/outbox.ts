import { trusted } from 'mongoose';
import { replySchema } from '../../domain/messages/message.ts';
import type { Attempt, Delivery, Outcome, Outgoing, Receipt } from '../../ports/channel.ts';
import type { Outbox } from '../../ports/store.ts';
import { begin, deliveryOf, end, isOpen, note, type SendChange } from '../delivery.ts';
import { addressOf } from '../sealed-values.ts';
import type { CitizenRow, ReplyRow } from './citizen-schemas.ts';
import { sayFarewell } from './erase-traces.ts';
import { MongoPart } from './mongo-part.ts';

type Changed = Pick<CitizenRow, 'lastAt' | 'outbox'>;

/** Outbox on MongoDB: a citizen's document holds their replies, each step is one write of it. */
export class MongoOutbox extends MongoPart implements Outbox {
  async next(citizen: string, now: number): Promise<Outgoing | undefined> {
    const { models, seal } = this;
    const row = await models.citizens.findOne({ _id: citizen }).lean();
    const [first] = row?.outbox.filter(isOpen).sort((a, b) => a.place - b.place) ?? [];
    if (row && !first && row.farewell) await sayFarewell(this.parts, row);
    if (!row || !first?.content || first.state === 'held' || (first.nextAt ?? 0) > now) return;
    return {
      id: first.reply,
      to: addressOf(seal, row),
      reply: replySchema.parse(seal.open(row.salt, first.content)),
      attempts: first.attempts,
      claim: first.claim,
      isUnsure: first.state === 'sending',
      heardAt: row.lastAt,
    };
  }

  async begin({ id, claim }: Outgoing): Promise<Attempt | undefined> {
    const begun = await this.#change(id, (row) => begin(row, claim));
    return begun ? { id, claim: claim + 1 } : undefined;
  }

  async end({ id, claim }: Attempt, outcome: Outcome) {
    const keyOf = (reference: string) => this.seal.referenceKey(reference);
    await this.#change(id, (row, lastAt) => end(row, { claim, lastAt, keyOf }, outcome));
  }

  /** Each on its own; after a failure, repeated ones change nothing. */
  async note(receipts: readonly Receipt[]) {
    for (const receipt of receipts) {
      const { reply, reference } = receipt;
      const key = reference === undefined ? undefined : this.seal.referenceKey(reference);
      await this.#change(reply, (row, lastAt) => note(row, receipt, { key, lastAt }));
    }
  }

  async delivery(id: string): Promise<Delivery | undefined> {
    const found = await this.#find(id);
    const row = found?.outbox.find(({ reply }) => reply === id);
    return row && deliveryOf(row);
  }

  async findWaiting(now: number, limit: number) {
    const { citizens } = this.models;
    const isDue = {
      'outbox.nextAt': trusted({ $lte: now }),
      'outbox.state': trusted({ $ne: 'held' as const }),
    };
    const isLeaving = { farewell: true, 'outbox.nextAt': trusted({ $exists: false }) };
    const [waiting, leaving] = await Promise.all([
      citizens.find(isDue, { _id: 1 }, { limit, lean: true }),
      citizens.find(isLeaving, { _id: 1 }, { limit, lean: true }),
    ]);
    return [...new Set([...waiting, ...leaving].map(({ _id }) => _id))].slice(0, limit);
  }

  /** Changes a reply against the read version, until it succeeds or nothing is to change. */
  async #change(id: string, decide: (row: ReplyRow, lastAt: number) => SendChange | undefined) {
    const { citizens } = this.models;
    for (;;) {
      const found = await this.#find(id);
      const row = found?.outbox.find(({ reply }) => reply === id);
      const change = found && row && decide(row, found.lastAt);
      if (!found || !row || !change) return false;
      const { version } = row;
      const { _id, lastAt } = found;
      const asRead = { _id, lastAt, outbox: trusted({ $elemMatch: { reply: id, version } }) };
      const next = { ...row, ...change, version: version + 1 };
      const $set = { 'outbox.$[changed]': next };
      const arrayFilters = [{ 'changed.reply': id }];
      const options = { returnDocument: 'after', lean: true, arrayFilters } as const;
      const changed = await citizens.findOneAndUpdate(asRead, { $set }, options);
      if (!changed) continue;
      if (!isOpen(next)) await this.#sayFarewell(changed);
      return true;
    }
  }

  async #find(id: string): Promise<(Pick<CitizenRow, '_id'> & Changed) | undefined> {
    const { citizens } = this.models;
    const fields = { lastAt: 1, outbox: 1 } as const;
    return (await citizens.findOne({ 'outbox.reply': id }, fields).lean()) ?? undefined;
  }

  /** If a process dies before this, the next search for due replies does it. */
  async #sayFarewell(row: CitizenRow): Promise<void> {
    if (row.farewell && !row.outbox.some(isOpen)) await sayFarewell(this.parts, row);
  }
}
