import { trusted } from 'mongoose';
import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import {
  type Login,
  loginSchema,
  type Reviewer,
  roleSchema,
  type Tries,
} from '../../domain/accounts/reviewer.ts';
import { foldName } from '../../domain/accounts/reviewer-name.ts';
import type { LoginStore, ReviewerStore } from '../../ports/desk-store.ts';
import { openSecrets, sealSecrets } from '../sealed-values.ts';
import { countUp } from './counters.ts';
import { MongoPart } from './mongo-part.ts';
import type { ReviewerRow } from './schemas.ts';
import { committed, isNew } from './transact.ts';

type Saved = 'saved' | 'stale' | 'last-admin';

const ADMIN_GUARD = 'admins';

/** Reviewers on MongoDB; login secrets are sealed. */
export class MongoReviewers extends MongoPart implements ReviewerStore {
  async get(id: string) {
    return this.#read(await this.#rows.findOne({ _id: id }).lean());
  }

  async byName(name: string) {
    return this.#read(await this.#rows.findOne({ folded: foldName(name) }).lean());
  }

  async list() {
    const rows = await this.#rows.find().sort({ folded: 1 }).lean();
    return rows.flatMap((row) => this.#read(row) ?? []);
  }

  async add(reviewer: Reviewer, events: readonly AuditEvent[] = []) {
    const row = { _id: reviewer.id, ...this.#write(reviewer) };
    const added = this.chain.transact(events, () => this.#rows.insertMany([row]));
    return (await committed(added)) === 'committed' ? 'added' : 'taken';
  }

  async save(reviewer: Reviewer, events: readonly AuditEvent[] = []) {
    const { id, role, isDisabled, revision } = reviewer;
    const staysAdmin = role === 'admin' && !isDisabled;
    const known = await this.#rows.findOne({ _id: id, revision }).lean();
    if (!known) return 'stale';
    const wasAdmin = known.role === 'admin' && !known.isDisabled;
    const isNeeded = () => (wasAdmin && !staysAdmin ? this.#isLastAdmin(id) : false);
    return this.chain.transact<Saved>(
      events,
      async () => ((await isNeeded()) ? 'last-admin' : this.#replace(reviewer)),
      (result) => result === 'saved',
    );
  }

  /** Two simultaneous removals of an admin conflict here; the later one counts again. */
  async #isLastAdmin(id: string): Promise<boolean> {
    await countUp(this.models, ADMIN_GUARD);
    const admins = await this.#rows.find({ role: 'admin', isDisabled: false }, { _id: 1 }).lean();
    return admins.every(({ _id }) => _id === id);
  }

  async #replace(reviewer: Reviewer): Promise<Saved> {
    const { id, revision } = reviewer;
    const next = { ...this.#write(reviewer), revision: revision + 1 };
    const { matchedCount } = await this.#rows.replaceOne({ _id: id, revision }, next);
    return matchedCount === 1 ? 'saved' : 'stale';
  }

  get #rows() {
    return this.models.reviewers;
  }

  #write(reviewer: Reviewer): Omit<ReviewerRow, '_id'> {
    const { name, role, isDisabled, epoch, createdAt, lastLoginAt, revision } = reviewer;
    const sealed = sealSecrets(this.seal, reviewer);
    const row = { folded: foldName(name), name, role, isDisabled, epoch, createdAt, revision };
    return { ...row, ...sealed, ...(lastLoginAt === undefined ? {} : { lastLoginAt }) };
  }

  #read(row: ReviewerRow | null): Reviewer | undefined {
    if (!row) return undefined;
    const { _id: id, folded: _, salt, secret, role, ...rest } = row;
    const secrets = openSecrets(this.seal, id, salt, secret);
    return { id, ...rest, role: roleSchema.parse(role), ...secrets };
  }
}

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
    return taken.deletedCount === 1;
  }

  async tidy(before: number) {
    const { logins, tries, setups } = this.models;
    await logins.deleteMany({ startedAt: trusted({ $lt: before }) });
    await tries.deleteMany({ at: trusted({ $lt: before }) });
    await setups.deleteMany({ until: trusted({ $lt: before }) });
  }
}
