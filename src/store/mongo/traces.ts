import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { trusted } from 'mongoose';
import type { Profile } from '../../domain/citizens/profile.ts';
import { takeOver, traceOf, traceSchema } from '../../domain/citizens/trace.ts';
import type { Address } from '../../domain/messages/message.ts';
import type { Seal } from '../seal.ts';
import { traceIds } from '../trace-ids.ts';
import type { Models } from './models.ts';
import { isNew } from './transact.ts';

interface TraceKey {
  id: string;
  secret: KeyObject;
  isRetired: boolean;
}

/** What is left of an erased citizen, unless it ends before a time. */
interface Left {
  address: Address;
  profile: Profile;
  endsAfter?: number;
}

/** First key of a database; two processes that create it at once create one. */
const FIRST = 'first';

/** Traces that outlive citizens for a time, under keyed names; see `src/domain/citizens/trace.ts`. */
export class MongoTraces {
  readonly #models: Models;
  readonly #seal: Seal;
  #keys: readonly TraceKey[] | undefined;

  constructor(models: Models, seal: Seal) {
    this.#models = models;
    this.#seal = seal;
  }

  /** Creates a missing key for new traces; call it before a transaction, which must not wait. */
  async prepare(): Promise<void> {
    const keys = await this.#readKeys();
    if (keys.every(({ isRetired }) => isRetired)) {
      await this.#addKey(keys.length === 0 ? FIRST : `after-${keys[0]?.id}`);
    }
  }

  /** Leaves the trace of an erased citizen; runs in that transaction. */
  async leave({ address, profile, endsAfter = 0 }: Left): Promise<void> {
    const { trace, expiresAt } = traceOf(profile);
    const [key] = await this.#readKeys();
    if (!key || key.isRetired || expiresAt <= endsAfter) return;
    const $set = { key: key.id, doc: JSON.stringify(trace), expiresAt };
    for (const _id of traceIds(key.secret, address)) {
      await this.#models.traces.updateOne({ _id }, { $set }, { upsert: true });
    }
  }

  /** Returns the profile of a returning citizen with their traces, and the names of those. */
  async take(
    address: Address,
    profile: Profile,
    now: number,
  ): Promise<{ profile: Profile; taken: string[] }> {
    const ids = (await this.#readKeys()).flatMap(({ secret }) => traceIds(secret, address));
    if (ids.length === 0) return { profile, taken: [] };
    const rows = await this.#models.traces.find({ _id: trusted({ $in: ids }) }).lean();
    const traces = rows.map(({ doc }) => traceSchema.parse(JSON.parse(doc)));
    return { profile: takeOver(profile, traces, now), taken: rows.map(({ _id }) => _id) };
  }

  async forget(taken: readonly string[]): Promise<void> {
    if (taken.length === 0) return;
    await this.#models.traces.deleteMany({ _id: trusted({ $in: [...taken] }) });
  }

  /** Deletes expired traces, and keys without any. */
  async drop(now: number): Promise<void> {
    const { traces, traceKeys } = this.#models;
    await traces.deleteMany({ expiresAt: trusted({ $lte: now }) });
    for (const { _id } of await traceKeys.find({ isRetired: true }).lean()) {
      if (!(await traces.exists({ key: _id }))) await traceKeys.deleteOne({ _id });
    }
  }

  /** Returns every key, the current one first; reads again until there is one. */
  async #readKeys(): Promise<readonly TraceKey[]> {
    if (this.#keys) return this.#keys;
    const rows = await this.#models.traceKeys.find().sort({ isRetired: 1, _id: 1 }).lean();
    const keys = rows.map(({ _id: id, salt, secret, isRetired }): TraceKey => {
      const opened = String(this.#seal.open(salt, secret));
      return { id, secret: createSecretKey(opened, 'base64'), isRetired };
    });
    if (keys.some(({ isRetired }) => !isRetired)) this.#keys = keys;
    return keys;
  }

  async #addKey(_id: string): Promise<void> {
    const salt = this.#seal.newSalt();
    const secret = this.#seal.close(salt, randomBytes(32).toString('base64'));
    await isNew(this.#models.traceKeys.insertMany([{ _id, salt, secret, isRetired: false }]));
  }
}
