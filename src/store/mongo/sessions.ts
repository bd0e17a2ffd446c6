import { trusted } from 'mongoose';
import type { SessionEntry, SessionStore } from '../../ports/channel-session-store.ts';
import { closeSession, openSession } from '../sealed-values.ts';
import { MongoPart } from './mongo-part.ts';
import { isNew, transact } from './transact.ts';

/** Sessions of channels on MongoDB; sealed, and under keys that name nobody. */
export class MongoSessions extends MongoPart implements SessionStore {
  async read(account: string, type: string, ids: readonly string[]) {
    const { models, seal } = this;
    const keys = new Map(ids.map((id) => [seal.sessionKey(account, type, id), id]));
    const rows = await models.sessions.find({ _id: trusted({ $in: [...keys.keys()] }) }).lean();
    const found = rows.map(({ _id, value }): [string, string] => [
      keys.get(_id) ?? '',
      openSession(seal, account, value).value,
    ]);
    return new Map(found);
  }

  async write(account: string, entries: readonly SessionEntry[], at: number) {
    const { models, seal } = this;
    const writes = entries.map(({ type, id, value }) => {
      const _id = seal.sessionKey(account, type, id);
      const filter = { _id };
      if (value === null) return { deleteOne: { filter } };
      const sealed = closeSession(seal, account, { id, value });
      const replacement = { _id, account, type, value: sealed, at };
      return { replaceOne: { filter, replacement, upsert: true } };
    });
    if (writes.length === 0) return;
    const write = () => models.sessions.bulkWrite(writes);
    if (writes.length === 1) await write();
    else await transact(models.connection, write);
  }

  async forget(account: string, older?: { type: string; before: number }) {
    const { sessions } = this.models;
    const isOlder = older && { type: older.type, at: trusted({ $lt: older.before }) };
    await sessions.deleteMany({ account, ...isOlder });
  }

  /** Another owner's lease matches no filter and blocks the insert. */
  async lease(account: string, owner: string, { now, until }: { now: number; until: number }) {
    const free = { _id: account, $or: [{ owner }, { until: trusted({ $lte: now }) }] };
    const $set = { owner, until };
    return isNew(this.models.leases.updateOne(free, { $set }, { upsert: true }));
  }

  async release(account: string, owner: string) {
    await this.models.leases.deleteOne({ _id: account, owner });
  }
}
