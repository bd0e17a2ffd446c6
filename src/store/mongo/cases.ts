import { type ClientSession, trusted } from 'mongoose';
import { type Case, caseSchema, type Tip, tipSchema } from '../../review/case.ts';
import type { CaseStore } from '../../tipline/ports.ts';
import type { Announcement, CaseCommit, HistoryEntry } from '../../tipline/turns/commit.ts';
import type { CaseRow, TipRow } from './case-schemas.ts';
import type { ChainEnd } from './chain-end.ts';
import { insertCase, moveTip } from './changes.ts';
import { saveFactChecks } from './fact-checks.ts';
import { addHistory, eraseReviewersWords, readHistory } from './history.ts';
import type { Models } from './models.ts';
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
    return toCase(await this.#models.cases.findOne({ ticket }).lean());
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
    const { deeds = [] } = change;
    return committed(this.#chain.transact(deeds, (session) => this.#commit(change, session)));
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
    for (const found of change.cases) await this.#replace(found, session);
    for (const id of change.withdrawn ?? []) {
      const { announcements } = models;
      const { deletedCount } = await announcements.deleteOne(
        { _id: id, isDone: false, notBefore: trusted({ $exists: true }) },
        { session },
      );
      if (deletedCount === 0) throw new Stale();
    }
    for (const each of change.announcements ?? []) await this.#announce(each, session);
    for (const found of change.newCases ?? []) await insertCase(models, found, session);
    for (const tip of change.tips ?? []) await moveTip(models, tip, session);
    for (const _id of change.erasedTips ?? []) await models.tips.deleteOne({ _id }, { session });
    if (change.erasedWords) await eraseReviewersWords(models, change.erasedWords, session);
    for (const found of change.cases) await this.#checkEmpty(found, session);
    await saveFactChecks(models, change.factChecks ?? [], session);
    await addHistory(models, change.history, session);
  }

  /** A tip that came after the others were read would be left in a case that nobody decides. */
  async #checkEmpty({ id, status }: Case, session: ClientSession): Promise<void> {
    if (status !== 'merged') return;
    if (await this.#models.tips.exists({ case: id }).session(session)) throw new Stale();
  }

  /** Announces a version that nobody has announced before; runs before the fact-check is saved. */
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

  async #replace({ id, revision, ...rest }: Case, session: ClientSession): Promise<void> {
    const { matchedCount } = await this.#models.cases.replaceOne(
      { _id: id, revision },
      { ...rest, revision: revision + 1 },
      { session },
    );
    if (matchedCount === 0) throw new Stale();
  }
}

/** Tips that their citizens have not restricted. */
const FREE = { isRestricted: trusted({ $exists: false }) };

/** Cases of which every tip is restricted. */
async function findWithheld({ tips }: Models): Promise<string[]> {
  const touched = await tips.distinct('case', { isRestricted: true });
  if (touched.length === 0) return [];
  const free = await tips.distinct('case', { case: trusted({ $in: touched }), ...FREE });
  return touched.filter((id) => !free.includes(id));
}

function toCase(row: CaseRow | null): Case | undefined {
  return row ? caseSchema.parse({ ...row, id: row._id }) : undefined;
}

function toTip({ _id, ...row }: TipRow): Tip {
  return tipSchema.parse({ ...row, id: _id });
}
