import type { ClientSession } from 'mongoose';
import { z } from 'zod';
import { roles } from '../../review/permissions.ts';
import { foldName } from '../../review/reviewer-name.ts';
import type { ReviewerStore } from '../../tipline/desk-ports.ts';
import type { Reviewer } from '../../tipline/reviewer.ts';
import { openSecrets, sealSecrets } from '../reviewer-secrets.ts';
import type { Parts } from './citizens.ts';
import type { ReviewerRow } from './desk-schemas.ts';
import { isDuplicate, transact } from './transact.ts';

const roleSchema = z.enum(roles);
const ADMIN_GUARD = 'admins';

/** Reviewers on MongoDB; what lets them in is sealed. */
export class MongoReviewers implements ReviewerStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

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

  async add(reviewer: Reviewer) {
    try {
      await this.#rows.insertMany([{ _id: reviewer.id, ...this.#write(reviewer) }]);
      return 'added';
    } catch (error) {
      if (isDuplicate(error)) return 'taken';
      throw error;
    }
  }

  async save(reviewer: Reviewer) {
    const { id, role, isDisabled, revision } = reviewer;
    const staysAdmin = role === 'admin' && !isDisabled;
    const known = await this.#rows.findOne({ _id: id, revision }).lean();
    if (!known) return 'stale';
    const wasAdmin = known.role === 'admin' && !known.isDisabled;
    if (staysAdmin || !wasAdmin) return this.#replace(reviewer);
    return transact(this.#parts.models.connection, async (session) => {
      // Two who let an admin go at the same moment meet here; the later one counts anew.
      await this.#parts.models.counters.updateOne(
        { _id: ADMIN_GUARD },
        { $inc: { count: 1 } },
        { upsert: true, session },
      );
      const admins = await this.#rows
        .find({ role: 'admin', isDisabled: false }, { _id: 1 })
        .session(session)
        .lean();
      if (admins.every(({ _id }) => _id === id)) return 'last-admin';
      return this.#replace(reviewer, session);
    });
  }

  async #replace(reviewer: Reviewer, session?: ClientSession): Promise<'saved' | 'stale'> {
    const { id, revision } = reviewer;
    const { matchedCount } = await this.#rows.replaceOne(
      { _id: id, revision },
      { ...this.#write(reviewer), revision: revision + 1 },
      session ? { session } : {},
    );
    return matchedCount === 1 ? 'saved' : 'stale';
  }

  get #rows() {
    return this.#parts.models.reviewers;
  }

  #write(reviewer: Reviewer): Omit<ReviewerRow, '_id'> {
    const { name, role, isDisabled, epoch, createdAt, lastLoginAt, revision } = reviewer;
    const sealed = sealSecrets(this.#parts.seal, reviewer);
    const row = { folded: foldName(name), name, role, isDisabled, epoch, createdAt, revision };
    return { ...row, ...sealed, ...(lastLoginAt === undefined ? {} : { lastLoginAt }) };
  }

  #read(row: ReviewerRow | null): Reviewer | undefined {
    if (!row) return undefined;
    const { _id: id, folded: _, salt, secret, role, lastLoginAt, ...rest } = row;
    return {
      id,
      ...rest,
      role: roleSchema.parse(role),
      ...openSecrets(this.#parts.seal, id, salt, secret),
      ...(lastLoginAt === undefined ? {} : { lastLoginAt }),
    };
  }
}
