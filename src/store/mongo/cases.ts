import { type QueryFilter, type QueryOptions, trusted } from 'mongoose';
import { type Case, caseSchema, type Tip, tipSchema } from '../../domain/cases/case.ts';
import { EXERCISE_MARK } from '../../domain/cases/exercise.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import type { Page } from '../../ports/audience.ts';
import type { CaseCommit, HistoryEntry } from '../../ports/commit.ts';
import type { CaseStore } from '../../ports/store.ts';
import { addHistory, eraseReviewersWords, insertCase, moveTip } from './changes.ts';
import { lastChange, nextInOrder, touchCases } from './counters.ts';
import { held } from './derive-schema.ts';
import { putDocument } from './documents.ts';
import { saveFactChecks } from './fact-checks.ts';
import type { Models } from './models.ts';
import { MongoPart } from './mongo-part.ts';
import type { CaseRow, TipRow } from './schemas.ts';
import { committed, Stale } from './transact.ts';

/** Cases on MongoDB; every change is a transaction, guarded by the revision that was read. */
export class MongoCases extends MongoPart implements CaseStore {
  async get(id: string) {
    return this.#one({ _id: id });
  }

  async byTicket(ticket: string) {
    const own = await this.#one({ ticket });
    if (own) return own;
    const tip = await this.models.tips.findOne({ ticket }, { case: 1 }).lean();
    return tip ? this.get(tip.case) : undefined;
  }

  async tipsWithTicket(ticket: string) {
    return this.#tips({ ticket });
  }

  async since(change: number, limit: number) {
    const isLater = { change: trusted({ $gt: change }) };
    const rows = await this.models.cases.find(isLater).sort({ change: 1 }).limit(limit).lean();
    const cases = rows.map((row) => held(caseSchema, row));
    return { cases, change: rows.at(-1)?.change ?? change };
  }

  async lastChange() {
    return lastChange(this.models);
  }

  async openByClaim(claimKey: string) {
    return this.#one({ claimKey, status: 'open' });
  }

  async revisedAfter(revised: number) {
    const isLater = { revised: trusted({ $gt: revised - OVERLAP_US }) };
    const rows = await this.models.cases.find(isLater, { revised: 1 }).sort({ revised: 1 }).lean();
    return rows.map((row) => ({ id: row._id, revised: row.revised ?? 0 }));
  }

  async lastRevised() {
    const last = await this.models.cases.findOne({}, { revised: 1 }).sort({ revised: -1 }).lean();
    return last?.revised ?? 0;
  }

  async list(status: Case['status'] | undefined, limit: number, ids?: readonly string[]) {
    const withheld = await findWithheld(this.models);
    const isFree = withheld.length > 0 && { $nin: withheld };
    const named = (isFree || ids) && { ...isFree, ...(ids && { $in: [...ids] }) };
    const wanted = { ...(status && { status }), ...(named && { _id: trusted(named) }) };
    return this.#cases(wanted, { sort: { openedAt: 1, _id: 1 }, limit });
  }

  async exercised() {
    return this.#cases(OF_EXERCISE, { sort: { openedAt: 1, _id: 1 } });
  }

  async tipsOf(caseId: string) {
    return this.#tips({ case: caseId, ...FREE }, OLDEST);
  }

  async tipsOfAll(caseIds: readonly string[], also?: 'restricted') {
    const isSeen = also ? {} : FREE;
    const tips = await this.#tips({ case: trusted({ $in: [...caseIds] }), ...isSeen }, OLDEST);
    return Map.groupBy(tips, (tip) => tip.case);
  }

  async tipsBy(citizen: string, limit: number) {
    return this.#tips({ citizen }, { sort: { at: -1, order: 1 }, limit });
  }

  async askersOf(caseId: string, { after, limit }: Page) {
    const isNext = { case: caseId, citizen: trusted({ $gt: after }), ...FREE };
    const order = { sort: { citizen: 1 }, limit, lean: true } as const;
    const rows = await this.models.tips.find(isNext, { citizen: 1 }, order);
    return [...new Set(rows.flatMap(({ citizen }) => citizen ?? []))];
  }

  async commit(change: CaseCommit) {
    const { events = [] } = change;
    return committed(this.chain.transact(events, () => this.#commit(change)));
  }

  async decidedSince(time: number) {
    const isLater = { decidedAt: trusted({ $gte: time }), ...DECIDED, ...REAL };
    return this.#cases(isLater, { sort: { decidedAt: 1, _id: 1 } });
  }

  async history(caseId: string): Promise<HistoryEntry[]> {
    const rows = await this.models.history.find({ case: caseId }).sort({ order: 1 }).lean();
    return rows.map(({ at, by, what, of, words }) => ({ case: caseId, at, by, what, of, words }));
  }

  async #one(filter: QueryFilter<CaseRow>): Promise<Case | undefined> {
    const row = await this.models.cases.findOne(filter).lean();
    return row ? held(caseSchema, row) : undefined;
  }

  async #cases(filter: QueryFilter<CaseRow>, options: QueryOptions): Promise<Case[]> {
    const rows = await this.models.cases.find(filter, null, options).lean();
    return rows.map((row) => held(caseSchema, row));
  }

  async #tips(filter: QueryFilter<TipRow>, options: QueryOptions = {}): Promise<Tip[]> {
    const rows = await this.models.tips.find(filter, null, options).lean();
    return rows.map((row) => held(tipSchema, row));
  }

  async #commit(change: CaseCommit): Promise<void> {
    const models = this.models;
    const touched = new Set<string>();
    for (const found of change.cases) {
      for (const id of await this.#replace(found)) touched.add(id);
    }
    for (const id of change.withdrawn ?? []) {
      const waits = { _id: id, isDone: false, notBefore: trusted({ $exists: true }) };
      const { deletedCount } = await models.announcements.deleteOne(waits);
      if (deletedCount === 0) throw new Stale();
    }
    for (const each of change.documents ?? []) await putDocument(models, this.seal, each);
    for (const each of change.announcements ?? []) await this.#announce(each);
    for (const found of change.newCases ?? []) await insertCase(models, found);
    for (const tip of change.tips ?? []) {
      const before = await moveTip(models, tip);
      for (const id of [before, tip.case]) if (id !== undefined) touched.add(id);
    }
    for (const _id of change.erasedTips ?? []) {
      const tip = await models.tips.findOneAndDelete({ _id }).lean();
      if (tip) touched.add(tip.case);
    }
    if (change.erasedWords) await eraseReviewersWords(models, change.erasedWords);
    for (const found of change.cases) await this.#checkEmpty(found);
    await saveFactChecks(models, change.factChecks ?? []);
    await addHistory(models, change.history);
    await touchCases(models, touched);
  }

  /** A tip that came after the others were read would be left in an undecided case. */
  async #checkEmpty({ id, status }: Case): Promise<void> {
    if (status !== 'merged') return;
    if (await this.models.tips.exists({ case: id })) throw new Stale();
  }

  /** Announces a version once; runs before the fact-check is saved. */
  async #announce({ id, ...rest }: Announcement): Promise<void> {
    const { announcements, factChecks } = this.models;
    const { news, factCheck, version } = rest;
    if (factCheck !== undefined && version !== undefined && news !== 'verdict') {
      const newer = { _id: factCheck, version: trusted({ $gte: version }) };
      if (await factChecks.exists(newer)) throw new Stale();
    }
    const $setOnInsert = { ...rest, isDone: false };
    await announcements.updateOne({ _id: id }, { $setOnInsert }, { upsert: true });
  }

  /** Returns the id if the grouping of tips changes. */
  async #replace({ id, revision, ...rest }: Case): Promise<string[]> {
    const { cases } = this.models;
    const before = await cases.findOne({ _id: id, revision }).lean();
    if (!before) throw new Stale();
    const { joined, change } = before;
    const next = { ...rest, joined, change, revised: nextInOrder(), revision: revision + 1 };
    const { matchedCount } = await cases.replaceOne({ _id: id, revision }, next);
    if (matchedCount === 0) throw new Stale();
    return before.status === rest.status && before.claim === rest.claim ? [] : [id];
  }
}

/** A transaction shows what it has written so long after its clock was read, or that of another machine. */
const OVERLAP_US = 15_000_000;
/** Tips that their citizens have not restricted. */
const OLDEST = { sort: { at: 1, order: 1 } } as const;
const DECIDED = { status: trusted({ $in: ['published', 'closed'] as const }) };
const FREE = { isRestricted: trusted({ $exists: false }) };
const OF_EXERCISE = { ticket: trusted({ $regex: `^${EXERCISE_MARK}` }) };
export const REAL = { ticket: trusted({ $not: new RegExp(`^${EXERCISE_MARK}`) }) };

/** Returns cases of which every tip is restricted. */
async function findWithheld({ tips }: Models): Promise<string[]> {
  const touched = await tips.distinct('case', { isRestricted: true });
  if (touched.length === 0) return [];
  const free = await tips.distinct('case', { case: trusted({ $in: touched }), ...FREE });
  return touched.filter((id) => !free.includes(id));
}
