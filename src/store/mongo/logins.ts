import { trusted } from 'mongoose';
import { type Login, loginSchema, type Tries } from '../../domain/accounts/reviewer.ts';
import type { LoginStore } from '../../ports/desk-store.ts';
import { MongoPart } from './mongo-part.ts';
import { isNew } from './transact.ts';

/** Login sessions, attempts and set-up links on MongoDB. */
export class MongoLogins extends MongoPart implements LoginStore {
  async start({ key, ...login }: Login) {
    await this.models.logins.insertMany([{ _id: key, ...login }]);
  }

  async get(key: string): Promise<Login | undefined> {
    const row = await this.models.logins.findOne({ _id: key }).lean();
    return row ? loginSchema.parse({ ...row, key }) : undefined;
  }

  async see(key: string, at: number) {
    await this.models.logins.updateOne({ _id: key }, { $max: { seenAt: at } });
  }

  async end(key: string) {
    return (await this.models.logins.deleteOne({ _id: key })).deletedCount === 1;
  }

  async endAll(reviewer: string) {
    await this.models.logins.deleteMany({ reviewer });
  }

  async tries(key: string): Promise<Tries | undefined> {
    const row = await this.models.tries.findOne({ _id: key }).lean();
    return row ? { count: row.count, at: row.at } : undefined;
  }

  async replaceTries(key: string, known: Tries | undefined, { count, at }: Tries) {
    const { tries } = this.models;
    if (known) {
      const filter = { _id: key, count: known.count, at: known.at };
      return (await tries.updateOne(filter, { $set: { count, at } })).matchedCount === 1;
    }
    return isNew(tries.insertMany([{ _id: key, count, at }]));
  }

  async keepSetup(key: string, until: number) {
    await this.models.setups.insertMany([{ _id: key, until }]);
  }

  async takeSetup(key: string, now: number) {
    const { setups } = this.models;
    const taken = await setups.deleteOne({ _id: key, until: trusted({ $gt: now }) });
    if (taken.deletedCount === 0) return false;
    await setups.deleteMany({ until: trusted({ $gt: 0 }) });
    return true;
  }

  async tidy(before: number) {
    const { logins, tries, setups } = this.models;
    await logins.deleteMany({ startedAt: trusted({ $lt: before }) });
    await tries.deleteMany({ at: trusted({ $lt: before }) });
    await setups.deleteMany({ until: trusted({ $lt: before }) });
  }
}
