import { type ClientSession, trusted } from 'mongoose';
import { type Case, caseSchema, type Tip, tipSchema } from '../../domain/cases/case.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import type { CaseCommit, HistoryEntry } from '../../ports/commit.ts';
import type { CaseStore } from '../../ports/store.ts';
import type { CaseRow, TipRow } from './case-schemas.ts';
import type { ChainEnd } from './chain-end.ts';
import { insertCase, moveTip } from './changes.ts';
import { putDocument } from './documents.ts';
import { saveFactChecks } from './fact-checks.ts';
import { addHistory, eraseReviewersWords, readHistory } from './history.ts';
import type { Models } from './models.ts';
import { lastChange, touchCases } from './touch-case.ts';
import { committed, Stale } from './transact.ts';

/** Cases on MongoDB; every change is a transaction, guarded by the revision that was read. */
export class MongoCases implements CaseStore {
  readonly #models: Models;
  readonly #chain: ChainEnd;

  constructor(models: Models, chain: ChainEnd) {
    this.#models = models;
    this.#chain = chain;
  }

  async get(id: string) {
    return toCase(await this.#models.cases.findOne({ _id: id }).lean());
  }

  async byTicket(ticket: string) {
    const { cases, tips } = this.#models;
    const own = toCase(await cases.findOne({ ticket }).lean());
    if (own) return own;
    const tip = await tips.findOne({ ticket }, { case: 1 }).lean();
    return tip ? this.get(tip.case) : undefined;
  }

  async tipsWithTicket(ticket: string) {
    return (await this.#models.tips.find({ ticket }).lean()).map(toTip);
  }

  async since(change: number, limit: number) {
    const rows = await this.#models.cases
      .find({ change: trusted({ $gt: change }) })
      .sort({ change: 1 })
      .limit(limit)
      .lean();
    const cases = rows.flatMap((row) => toCase(row) ?? []);
    return { cases, change: rows.at(-1)?.change ?? change };
  }

  async lastChange() {
    return lastChange(this.#models);
  }

  async openByClaim(claimKey: string) {
    return toCase(await this.#models.cases.findOne({ claimKey, status: 'open' }).lean());
  }

  async list(status: Case['status'] | undefined, limit: number) {
    const withheld = await findWithheld(this.#models);
    const rows = await this.#models.cases
      .find({
        ...(status ? { status } : {}),
        ...(withheld.length > 0 ? { _id: trusted({ $nin: withheld }) } : {}),
      })
      .sort({ openedAt: 1, _id: 1 })
      .limit(limit)
      .lean();
    return rows.flatMap((row) => toCase(row) ?? []);
  }

  async tipsOf(caseId: string) {
    const { tips } = this.#models;
    const rows = await tips
      .find({ case: caseId, ...FREE })
      .sort({ at: 1, order: 1 })
      .lean();
    return rows.map(toTip);
  }

  async tipsOfAll(caseIds: readonly string[]) {
    const { tips } = this.#models;
    const rows = await tips
      .find({ case: trusted({ $in: [...caseIds] }), ...FREE })
      .sort({ at: 1, order: 1 })
      .lean();
    return Map.groupBy(rows.map(toTip), (tip) => tip.case);
  }

  async tipsBy(citizen: string, limit: number) {
    const { tips } = this.#models;
    const rows = await tips.find({ citizen }).sort({ at: -1, order: 1 }).limit(limit).lean();
    return rows.map(toTip);
  }

  async commit(change: CaseCommit) {
    const { events = [] } = change;
    return committed(this.#chain.transact(events, (session) => this.#commit(change, session)));
  }

  async decidedSince(time: number) {
    const rows = await this.#models.cases
      .find({
        decidedAt: trusted({ $gte: time }),
        status: trusted({ $in: ['published', 'closed'] }),
      })
      .sort({ decidedAt: 1, _id: 1 })
      .lean();
    return rows.flatMap((row) => toCase(row) ?? []);
  }

  async decisionTimes(limit: number) {
    const rows = await this.#models.cases
      .find({ decidedAt: trusted({ $gt: 0 }), status: trusted({ $in: ['published', 'closed'] }) })
      .sort({ decidedAt: -1 })
      .limit(limit)
      .lean();
    return rows.map(({ decidedAt = 0, openedAt }) => decidedAt - openedAt);
  }

  async history(caseId: string): Promise<HistoryEntry[]> {
    return readHistory(this.#models, caseId);
  }

  async #commit(change: CaseCommit, session: ClientSession): Promise<void> {
    const models = this.#models;
    const touched = new Set<string>();
    for (const found of change.cases) {
      for (const id of await this.#replace(found, session)) touched.add(id);
    }
    for (const id of change.withdrawn ?? []) {
      const { announcements } = models;
      const { deletedCount } = await announcements.deleteOne(
        { _id: id, isDone: false, notBefore: trusted({ $exists: true }) },
        { session },
      );
      if (deletedCount === 0) throw new Stale();
    }
    for (const each of change.documents ?? []) await putDocument(models, each, session);
    for (const each of change.announcements ?? []) await this.#announce(each, session);
    for (const found of change.newCases ?? []) await insertCase(models, found, session);
    for (const tip of change.tips ?? []) {
      const before = await moveTip(models, tip, session);
      for (const id of [before, tip.case]) if (id !== undefined) touched.add(id);
    }
    for (const _id of change.erasedTips ?? []) {
      const tip = await models.tips.findOneAndDelete({ _id }, { session }).lean();
      if (tip) touched.add(tip.case);
    }
    if (change.erasedWords) await eraseReviewersWords(models, change.erasedWords, session);
    for (const found of change.cases) await this.#checkEmpty(found, session);
    await saveFactChecks(models, change.factChecks ?? [], session);
    await addHistory(models, change.history, session);
    await touchCases(models, touched, session);
  }

  /** A tip that came after the others were read would be left in an undecided case. */
  async #checkEmpty({ id, status }: Case, session: ClientSession): Promise<void> {
    if (status !== 'merged') return;
    if (await this.#models.tips.exists({ case: id }).session(session)) throw new Stale();
  }

  /** Announces a version once; runs before the fact-check is saved. */
  async #announce({ id, ...rest }: Announcement, session: ClientSession): Promise<void> {
    const { announcements, factChecks } = this.#models;
    const { news, factCheck, version } = rest;
    if (factCheck !== undefined && version !== undefined && news !== 'verdict') {
      const newer = { _id: factCheck, version: trusted({ $gte: version }) };
      if (await factChecks.exists(newer).session(session)) throw new Stale();
    }
    await announcements.updateOne(
      { _id: id },
      { $setOnInsert: { ...rest, isDone: false } },
      { session, upsert: true },
    );
  }

  /** Returns the id if the grouping of tips changes. */
  async #replace({ id, revision, ...rest }: Case, session: ClientSession): Promise<string[]> {
    const { cases } = this.#models;
    const before = await cases.findOne({ _id: id, revision }, null, { session }).lean();
    if (!before) throw new Stale();
    const { joined, change } = before;
    const kept = {
      ...(joined !== undefined && { joined }),
      ...(change !== undefined && { change }),
    };
    const { matchedCount } = await cases.replaceOne(
      { _id: id, revision },
      { ...rest, ...kept, revision: revision + 1 },
      { session },
    );
    if (matchedCount === 0) throw new Stale();
    return before.status === rest.status && before.claim === rest.claim ? [] : [id];
  }
}

/** Tips that their citizens have not restricted. */
const FREE = { isRestricted: trusted({ $exists: false }) };

/** Returns cases of which every tip is restricted. */
async function findWithheld({ tips }: Models): Promise<string[]> {
  const touched = await tips.distinct('case', { isRestricted: true });
  if (touched.length === 0) return [];
  const free = await tips.distinct('case', { case: trusted({ $in: touched }), ...FREE });
  return touched.filter((id) => !free.includes(id));
}

/** Converts a row to a case. */
function toCase(row: CaseRow | null): Case | undefined {
  return row ? caseSchema.parse({ ...row, id: row._id }) : undefined;
}

/** Converts a row to a tip. */
function toTip({ _id, ...row }: TipRow): Tip {
  return tipSchema.parse({ ...row, id: _id });
}
