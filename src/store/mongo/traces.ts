import { randomBytes } from 'node:crypto';
import { type ClientSession, trusted } from 'mongoose';
import type { Address } from '../../tipline/letters/message.ts';
import type { Profile } from '../../tipline/profile.ts';
import { takeOver, traceOf, traceSchema } from '../../tipline/trace.ts';
import type { Seal } from '../seal.ts';
import { traceIds } from '../trace-ids.ts';
import type { Models } from './models.ts';
import { isDuplicate } from './transact.ts';

interface TraceKey {
  id: string;
  secret: Uint8Array;
}

/** The first key of a database; two processes that make it at once make one. */
const FIRST = 'first';

/** What outlives citizens for a time, under names that only this post can make; see `src/tipline/trace.ts`. */
export class MongoTraces {
  readonly #models: Models;
  readonly #seal: Seal;
  #keys: Promise<TraceKey[]> | undefined;

  constructor(models: Models, seal: Seal) {
    this.#models = models;
    this.#seal = seal;
  }

  /** Reads the keys, the one that new traces lie under first; before a transaction, so that it does not wait for this. */
  keys(): Promise<TraceKey[]> {
    this.#keys ??= this.#readKeys().catch((error: unknown) => {
      this.#keys = undefined;
      throw error;
    });
    return this.#keys;
  }

  /** Leaves the trace of a citizen who is erased, unless it ends before a time; runs inside the transaction of that. */
  async leave(
    { address, profile, endsAfter = 0 }: { address: Address; profile: Profile; endsAfter?: number },
    session: ClientSession,
  ): Promise<void> {
    const { trace, expiresAt } = traceOf(profile);
    const [key] = await this.keys();
    if (!key || expiresAt <= endsAfter) return;
    const $set = { key: key.id, doc: JSON.stringify(trace), expiresAt };
    for (const _id of traceIds(key.secret, address)) {
      await this.#models.traces.updateOne({ _id }, { $set }, { session, upsert: true });
    }
  }

  /** The profile of somebody new under what traces of their address say. */
  async take(address: Address, profile: Profile, now: number): Promise<Profile> {
    const rows = await this.#models.traces.find(await this.#of(address)).lean();
    const traces = rows.map(({ doc }) => traceSchema.parse(JSON.parse(doc)));
    return takeOver(profile, traces, now);
  }

  /** Forgets the traces of an address, once its citizen has taken them over. */
  async forget(address: Address): Promise<void> {
    await this.#models.traces.deleteMany(await this.#of(address));
  }

  /** Forgets traces that count no more, and keys under which none lies any more. */
  async drop(now: number): Promise<void> {
    const { traces, traceKeys } = this.#models;
    await traces.deleteMany({ expiresAt: trusted({ $lte: now }) });
    for (const { _id } of await traceKeys.find({ isRetired: true }).lean()) {
      if (!(await traces.exists({ key: _id }))) await traceKeys.deleteOne({ _id });
    }
  }

  async #of(address: Address) {
    const ids = (await this.keys()).flatMap(({ secret }) => traceIds(secret, address));
    return { _id: trusted({ $in: ids }) };
  }

  async #readKeys(): Promise<TraceKey[]> {
    const { traceKeys } = this.#models;
    const rows = await traceKeys.find().sort({ isRetired: 1, _id: 1 }).lean();
    if (rows.every(({ isRetired }) => isRetired)) {
      await this.#addKey(rows.length === 0 ? FIRST : `after-${rows.length}-${rows[0]?._id}`);
      return this.#readKeys();
    }
    return rows.map(({ _id: id, salt, secret }) => ({
      id,
      secret: Buffer.from(String(this.#seal.open(salt, secret)), 'base64'),
    }));
  }

  async #addKey(_id: string): Promise<void> {
    const salt = this.#seal.newSalt();
    const secret = this.#seal.close(salt, randomBytes(32).toString('base64'));
    try {
      await this.#models.traceKeys.insertMany([{ _id, salt, secret, isRetired: false }]);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}
