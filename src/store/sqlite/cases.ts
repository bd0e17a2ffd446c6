import { type Case, caseSchema, type Tip, tipSchema } from '../../domain/cases/case.ts';
import { EXERCISE_MARK } from '../../domain/cases/exercise.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import type { CaseCommit, HistoryEntry } from '../../ports/commit.ts';
import type { CaseStore } from '../../ports/store.ts';
import { appendAuditEvent } from './audit.ts';
import { columnsOf, insertCase, moveTip } from './changes.ts';
import { committed, Stale } from './database.ts';
import { putDocument } from './documents.ts';
import { saveFactCheck } from './fact-checks.ts';
import { addHistory, eraseReviewersWords, readHistory } from './history.ts';
import { announce, withdraw } from './ledger.ts';
import { among, document, documents, integer, type Sql, sql, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';
import { lastChange, touchCase } from './touch-case.ts';

/** Unrestricted tips, and cases with at least one of them or without any tip. */
const FREE = sql`doc ->> '$.isRestricted' IS NULL`;
const RESTRICTED = sql`SELECT case_id FROM tips WHERE doc ->> '$.isRestricted' IS NOT NULL`;
const DECIDED = sql`status IN ('published', 'closed')`;
/** What does not come of an exercise. */
export const REAL_CASE = sql`ticket NOT LIKE ${`${EXERCISE_MARK}%`}`;
export const REAL_TIP = sql`coalesce(doc ->> '$.ticket', '') NOT LIKE ${`${EXERCISE_MARK}%`}`;
const NOT_WITHHELD = sql`(id NOT IN (${RESTRICTED})
  OR EXISTS (SELECT 1 FROM tips t WHERE t.case_id = cases.id AND t.${FREE}))`;

/** Cases on SQLite; every change is guarded by the revision that was read. */
export class SqliteCases extends SqlitePart implements CaseStore {
  async get(id: string) {
    return this.#one(sql`id = ${id}`);
  }

  async byTicket(ticket: string) {
    const own = this.#one(sql`ticket = ${ticket}`);
    const ofTip = sql`SELECT case_id FROM tips WHERE doc ->> '$.ticket' = ${ticket}`;
    return own ?? this.#one(sql`id = (${ofTip})`);
  }

  async tipsWithTicket(ticket: string) {
    return this.#tips(sql`doc ->> '$.ticket' = ${ticket}`);
  }

  async since(change: number, limit: number) {
    const rows = this.db.all`SELECT doc, change FROM cases
      WHERE change > ${change} ORDER BY change LIMIT ${limit}`;
    const last = rows.at(-1);
    return { cases: documents(caseSchema, rows), change: last ? integer(last, 'change') : change };
  }

  async lastChange() {
    return lastChange(this.db);
  }

  async openByClaim(claimKey: string) {
    return this.#one(sql`claim_key = ${claimKey} AND status = 'open'`);
  }

  async list(status: Case['status'] | undefined, limit: number) {
    const isWanted = status ? sql`status = ${status} AND ${NOT_WITHHELD}` : NOT_WITHHELD;
    return this.#cases(sql`${isWanted} ORDER BY opened_at, id LIMIT ${limit}`);
  }

  async exercised() {
    return this.#cases(sql`ticket >= ${EXERCISE_MARK} AND NOT ${REAL_CASE} ORDER BY opened_at, id`);
  }

  async tipsOf(caseId: string) {
    return this.#tips(sql`case_id = ${caseId} AND ${FREE} ORDER BY at, rowid`);
  }

  async tipsOfAll(caseIds: readonly string[]) {
    const tips = this.#tips(sql`case_id ${among(caseIds)} AND ${FREE} ORDER BY at, rowid`);
    return Map.groupBy(tips, (tip) => tip.case);
  }

  async tipsBy(citizen: string, limit: number) {
    return this.#tips(sql`citizen = ${citizen} ORDER BY at DESC, rowid LIMIT ${limit}`);
  }

  async commit(change: CaseCommit) {
    return committed(() => this.db.transaction(() => this.#commit(change)));
  }

  async decidedSince(time: number) {
    return this.#cases(
      sql`decided_at >= ${time} AND ${DECIDED} AND ${REAL_CASE} ORDER BY decided_at, id`,
    );
  }

  async decisionTimes(limit: number) {
    const rows = this.db.all`SELECT decided_at - opened_at AS ms FROM cases
      WHERE ${DECIDED} AND ${REAL_CASE} ORDER BY decided_at DESC LIMIT ${limit}`;
    return rows.map((row) => integer(row, 'ms'));
  }

  async history(caseId: string): Promise<HistoryEntry[]> {
    return readHistory(this.db, caseId);
  }

  #one(where: Sql): Case | undefined {
    return this.#cases(where)[0];
  }

  #cases(where: Sql): Case[] {
    return documents(caseSchema, this.db.all`SELECT doc FROM cases WHERE ${where}`);
  }

  #tips(where: Sql): Tip[] {
    return documents(tipSchema, this.db.all`SELECT doc FROM tips WHERE ${where}`);
  }

  #commit(change: CaseCommit): void {
    for (const id of change.withdrawn ?? []) if (!withdraw(this.db, id)) throw new Stale();
    for (const each of change.documents ?? [])
      if (!putDocument(this.db, this.seal, each)) throw new Stale();
    for (const announcement of change.announcements ?? []) this.#announce(announcement);
    const touched = new Set(change.cases.flatMap((found) => this.#replace(found)));
    for (const found of change.newCases ?? []) insertCase(this.db, found);
    for (const tip of change.tips ?? []) {
      const before = moveTip(this.db, tip);
      for (const id of [before, tip.case]) if (id !== undefined) touched.add(id);
    }
    for (const id of change.erasedTips ?? []) {
      const row = this.db.get`DELETE FROM tips WHERE id = ${id} RETURNING case_id`;
      if (row) touched.add(text(row, 'case_id'));
    }
    for (const id of touched) touchCase(this.db, id);
    for (const id of change.erasedWords ?? []) eraseReviewersWords(this.db, sql`SELECT ${id}`);
    for (const found of change.cases) this.#checkEmpty(found);
    for (const factCheck of change.factChecks ?? []) saveFactCheck(this.db, factCheck);
    for (const entry of change.history) addHistory(this.db, entry);
    for (const event of change.events ?? []) appendAuditEvent(this.db, this.seal, event);
  }

  /** A tip that came after the others were read would be left in an undecided case. */
  #checkEmpty({ id, status }: Case): void {
    if (status !== 'merged') return;
    if (this.db.get`SELECT 1 FROM tips WHERE case_id = ${id}`) throw new Stale();
  }

  /** Announces a version once; runs before the fact-check is saved. */
  #announce(announcement: Announcement): void {
    const { news, factCheck, version } = announcement;
    if (factCheck !== undefined && version !== undefined && news !== 'verdict') {
      const newer = sql`id = ${factCheck} AND (doc ->> '$.version') >= ${version}`;
      if (this.db.get`SELECT 1 FROM fact_checks WHERE ${newer}`) throw new Stale();
    }
    announce(this.db, announcement);
  }

  /** Returns the id if the grouping of tips changes. */
  #replace(found: Case): string[] {
    const before = this.db.get`SELECT doc FROM cases WHERE id = ${found.id}`;
    const next = { ...found, revision: found.revision + 1 };
    const { id: _, ticket: __, openedAt: ___, ...changed } = columnsOf(next);
    const isAsRead = sql`id = ${next.id} AND revision = ${found.revision}`;
    const replaced = this.db.update('cases', changed, isAsRead);
    if (replaced === 0 || !before) throw new Stale();
    const { status, claim } = document(caseSchema, before);
    return status === next.status && claim === next.claim ? [] : [next.id];
  }
}
