import { type Case, caseSchema, type Tip, tipSchema } from '../../domain/cases/case.ts';
import { EXERCISE_MARK } from '../../domain/cases/exercise.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import type { Page } from '../../ports/audience.ts';
import type { CaseCommit, HistoryEntry } from '../../ports/commit.ts';
import type { CaseStore } from '../../ports/store.ts';
import { appendAuditEvent } from './audit.ts';
import { columnsOf, insertCase, lastChange, moveTip } from './changes.ts';
import { committed, Stale } from './database.ts';
import { putDocument } from './documents.ts';
import { saveFactCheck } from './fact-checks.ts';
import { eraseReviewersWords } from './history.ts';
import { announce, withdraw } from './ledger.ts';
import { among, columns, documents, integer, orNone, type Sql, sql, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Unrestricted tips, and cases with at least one of them or without any tip. */
const FREE = sql`doc ->> '$.isRestricted' IS NULL`;
const RESTRICTED = sql`SELECT case_id FROM tips WHERE doc ->> '$.isRestricted' IS NOT NULL`;
const DECIDED = sql`status IN ('published', 'closed')`;
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

  async revisedAfter(revised: number) {
    const rows = this.db.all`SELECT id, revised FROM cases
      WHERE revised > ${revised} ORDER BY revised`;
    return rows.map((row) => columns(row, { id: text, revised: integer }));
  }

  async lastRevised() {
    return this.db.number`SELECT max(revised) FROM cases`;
  }

  async list(status: Case['status'] | undefined, limit: number, ids?: readonly string[]) {
    const named = ids ? sql`id ${among(ids)} AND ${NOT_WITHHELD}` : NOT_WITHHELD;
    const column = ids ? sql`+status` : sql`status`; // the index of ids is the one to use
    const isWanted = status ? sql`${column} = ${status} AND ${named}` : named;
    return this.#cases(sql`${isWanted} ORDER BY opened_at, id LIMIT ${limit}`);
  }

  async exercised() {
    return this.#cases(sql`ticket >= ${EXERCISE_MARK} AND NOT ${REAL_CASE} ORDER BY opened_at, id`);
  }

  async tipsOf(caseId: string) {
    return this.#tips(sql`case_id = ${caseId} AND ${FREE} ORDER BY at, rowid`);
  }

  async tipsOfAll(caseIds: readonly string[], also?: 'restricted') {
    const isSeen = also ? sql`TRUE` : FREE;
    const tips = this.#tips(sql`case_id ${among(caseIds)} AND ${isSeen} ORDER BY at, rowid`);
    return Map.groupBy(tips, (tip) => tip.case);
  }

  async tipsBy(citizen: string, limit: number) {
    return this.#tips(sql`citizen = ${citizen} ORDER BY at DESC, rowid LIMIT ${limit}`);
  }

  async askersOf(caseId: string, { after, limit }: Page) {
    return this.db.texts`SELECT DISTINCT citizen FROM tips WHERE case_id = ${caseId}
      AND citizen > ${after} AND ${FREE} ORDER BY citizen LIMIT ${limit}`;
  }

  async commit(change: CaseCommit) {
    return committed(() => this.db.transaction(() => this.#commit(change)));
  }

  async decidedSince(time: number) {
    return this.#cases(
      sql`decided_at >= ${time} AND ${DECIDED} AND ${REAL_CASE} ORDER BY decided_at, id`,
    );
  }

  async history(caseId: string): Promise<HistoryEntry[]> {
    const rows = this.db.all`SELECT * FROM history WHERE case_id = ${caseId} ORDER BY seq`;
    const readers = { at: integer, by: text, what: text, of: orNone(text), words: orNone(text) };
    return rows.map((row) => ({ case: caseId, ...columns(row, readers) }));
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
    for (const found of change.cases) this.#replace(found);
    for (const found of change.newCases ?? []) insertCase(this.db, found);
    for (const tip of change.tips ?? []) moveTip(this.db, tip);
    this.db.run`DELETE FROM tips WHERE id ${among(change.erasedTips ?? [])}`;
    for (const id of change.erasedWords ?? []) eraseReviewersWords(this.db, sql`SELECT ${id}`);
    for (const found of change.cases) this.#checkEmpty(found);
    for (const factCheck of change.factChecks ?? []) saveFactCheck(this.db, factCheck);
    for (const { case: caseId, ...happened } of change.history)
      this.db.insert('history', { caseId, ...happened });
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

  #replace(found: Case): void {
    const columns = columnsOf({ ...found, revision: found.revision + 1 });
    const { id: _, ticket: __, openedAt: ___, ...changed } = columns;
    const isAsRead = sql`id = ${found.id} AND revision = ${found.revision}`;
    if (this.db.update('cases', changed, isAsRead) === 0) throw new Stale();
  }
}
