import { trusted } from 'mongoose';
import { replySchema } from '../../domain/messages/message.ts';
import { citizenOfReply } from '../../domain/messages/reply-id.ts';
import type { Attempt, Delivery, Outcome, Outgoing, Receipt } from '../../ports/channel.ts';
import type { Outbox } from '../../ports/store.ts';
import {
  begin,
  deliveryOf,
  end,
  isOpen,
  note,
  type SendChange,
  type SendState,
} from '../delivery.ts';
import { addressOf } from '../sealed-values.ts';
import type { CitizenRow, FinishedRow, ReplyRow } from './citizen-schemas.ts';
import { sayFarewell } from './erase-traces.ts';
import { MongoPart } from './mongo-part.ts';

/** Reply in its citizen's document, or one that has left it; when the citizen last wrote, if that still counts. */
type Found =
  | { citizen: string; lastAt: number; row: ReplyRow }
  | { citizen?: undefined; lastAt: number; row: FinishedRow };

/** Outbox on MongoDB: a citizen's document holds the replies that are under way, each step is one write of it. */
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
    return found && deliveryOf(found.row);
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
  async #change(id: string, decide: (row: SendState, lastAt: number) => SendChange | undefined) {
    for (;;) {
      const found = await this.#find(id);
      const change = found && decide(found.row, found.lastAt);
      if (!found || !change) return false;
      if (await this.#write(found, change)) return true;
    }
  }

  async #write({ citizen, lastAt, row }: Found, change: SendChange): Promise<boolean> {
    const { citizens, replies } = this.models;
    const version = row.version + 1;
    if (citizen === undefined) {
      const { content: _, nextAt: __, ...told } = change; // without words it stays over
      const asRead = { _id: row._id, citizen: row.citizen, version: row.version };
      const $set = { ...told, version };
      return (await replies.updateOne(asRead, { $set })).matchedCount === 1;
    }
    const elements = trusted({ $elemMatch: { reply: row.reply, version: row.version } });
    const next = { ...row, ...change, version };
    const arrayFilters = [{ 'changed.reply': row.reply }];
    const options = { returnDocument: 'after', lean: true, arrayFilters } as const;
    const asRead = { _id: citizen, lastAt, outbox: elements };
    const $set = { 'outbox.$[changed]': next };
    const changed = await citizens.findOneAndUpdate(asRead, { $set }, options);
    if (changed && !isOpen(next)) await this.#sayFarewell(changed);
    return changed !== null;
  }

  /** Finds a reply under the citizen in its id, or under all: after a change of the master key its citizen has another name. */
  async #find(id: string): Promise<Found | undefined> {
    const citizen = citizenOfReply(id);
    return (await this.#findOf(id, { _id: citizen }, { citizen })) ?? this.#findOf(id, {}, {});
  }

  /** In this order, because a reply is copied before it leaves its citizen's document. */
  async #findOf(id: string, who: { _id?: string }, of: { citizen?: string }) {
    const { citizens, replies } = this.models;
    const fields = { lastAt: 1, outbox: 1 } as const;
    const found = await citizens.findOne({ ...who, 'outbox.reply': id }, fields).lean();
    const row = found?.outbox.find(({ reply }) => reply === id);
    if (found && row) return { citizen: found._id, lastAt: found.lastAt, row };
    const moved = await replies.findOne({ _id: id, ...of }).lean();
    return moved ? { lastAt: 0, row: moved } : undefined;
  }

  /** If a process dies before this, the next search for due replies does it. */
  async #sayFarewell(row: CitizenRow): Promise<void> {
    if (row.farewell && !row.outbox.some(isOpen)) await sayFarewell(this.parts, row);
  }
}
