import { type Case, caseSchema, tipSchema } from '../../domain/cases/case.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import type { CaseCommit, HistoryEntry } from '../../ports/commit.ts';
import type { CaseStore } from '../../ports/store.ts';
import type { Seal } from '../seal.ts';
import { appendAuditEvent } from './audit.ts';
import { insertCase, moveTip } from './changes.ts';
import { document, integer, text } from './column.ts';
import { type Database, isStale, Stale } from './database.ts';
import { putDocument } from './documents.ts';
import { saveFactCheck } from './fact-checks.ts';
import { addHistory, eraseReviewersWords, readHistory } from './history.ts';
import { announce, withdraw } from './ledger.ts';
import { changedSince, lastChange, touchCase } from './touch-case.ts';

/** Unrestricted tips, and cases with at least one of them or without any tip. */
const FREE = `doc ->> '$.isRestricted' IS NULL`;
const RESTRICTED = `SELECT case_id FROM tips WHERE doc ->> '$.isRestricted' IS NOT NULL`;
const NOT_WITHHELD = `(id NOT IN (${RESTRICTED})
  OR EXISTS (SELECT 1 FROM tips t WHERE t.case_id = cases.id AND t.${FREE}))`;

/** Cases on SQLite; every change is guarded by the revision that was read. */
export class SqliteCases implements CaseStore {
  readonly #db: Database;
  readonly #seal: Seal;

  constructor(db: Database, seal: Seal) {
    this.#db = db;
    this.#seal = seal;
  }

  async get(id: string) {
    return this.#one('SELECT doc FROM cases WHERE id = ?', id);
  }

  async byTicket(ticket: string) {
    const own = this.#one('SELECT doc FROM cases WHERE ticket = ?', ticket);
    if (own) return own;
    const ofTip = `SELECT case_id FROM tips WHERE doc ->> '$.ticket' = ?`;
    return this.#one(`SELECT doc FROM cases WHERE id = (${ofTip})`, ticket);
  }

  async tipsWithTicket(ticket: string) {
    const rows = this.#db.all(`SELECT doc FROM tips WHERE doc ->> '$.ticket' = ?`, ticket);
    return rows.map((row) => document(tipSchema, row));
  }

  async since(change: number, limit: number) {
    return changedSince(this.#db, change, limit);
  }

  async lastChange() {
    return lastChange(this.#db);
  }

  async openByClaim(claimKey: string) {
    return this.#one(`SELECT doc FROM cases WHERE claim_key = ? AND status = 'open'`, claimKey);
  }

  async list(status: Case['status'] | undefined, limit: number) {
    const rows = status
      ? this.#db.all(
          `SELECT doc FROM cases WHERE status = ? AND ${NOT_WITHHELD} ORDER BY opened_at, id LIMIT ?`,
          status,
          limit,
        )
      : this.#db.all(
          `SELECT doc FROM cases WHERE ${NOT_WITHHELD} ORDER BY opened_at, id LIMIT ?`,
          limit,
        );
    return rows.map((row) => document(caseSchema, row));
  }

  async tipsOf(caseId: string) {
    const rows = this.#db.all(
      `SELECT doc FROM tips WHERE case_id = ? AND ${FREE} ORDER BY at, rowid`,
      caseId,
    );
    return rows.map((row) => document(tipSchema, row));
  }

  async tipsOfAll(caseIds: readonly string[]) {
    const rows = this.#db.all(
      `SELECT doc FROM tips WHERE case_id IN (SELECT value FROM json_each(?)) AND ${FREE}
       ORDER BY at, rowid`,
      JSON.stringify(caseIds),
    );
    return Map.groupBy(
      rows.map((row) => document(tipSchema, row)),
      (tip) => tip.case,
    );
  }

  async tipsBy(citizen: string, limit: number) {
    const rows = this.#db.all(
      'SELECT doc FROM tips WHERE citizen = ? ORDER BY at DESC, rowid LIMIT ?',
      citizen,
      limit,
    );
    return rows.map((row) => document(tipSchema, row));
  }

  async commit(change: CaseCommit): Promise<'committed' | 'stale'> {
    try {
      return this.#db.transaction(() => this.#commit(change));
    } catch (error) {
      if (isStale(error)) return 'stale';
      throw error;
    }
  }

  async decidedSince(time: number) {
    const rows = this.#db.all(
      `SELECT doc FROM cases WHERE decided_at >= ? AND status IN ('published', 'closed')
       ORDER BY decided_at, id`,
      time,
    );
    return rows.map((row) => document(caseSchema, row));
  }

  async decisionTimes(limit: number) {
    const rows = this.#db.all(
      `SELECT decided_at - opened_at AS ms FROM cases WHERE status IN ('published', 'closed')
       ORDER BY decided_at DESC LIMIT ?`,
      limit,
    );
    return rows.map((row) => integer(row, 'ms'));
  }

  async history(caseId: string): Promise<HistoryEntry[]> {
    return readHistory(this.#db, caseId);
  }

  #one(sql: string, value: string): Case | undefined {
    const row = this.#db.get(sql, value);
    return row && document(caseSchema, row);
  }

  #commit(change: CaseCommit): 'committed' {
    for (const id of change.withdrawn ?? []) if (!withdraw(this.#db, id)) throw new Stale();
    for (const each of change.documents ?? []) if (!putDocument(this.#db, each)) throw new Stale();
    for (const announcement of change.announcements ?? []) this.#announce(announcement);
    const touched = new Set(change.cases.flatMap((found) => this.#replace(found)));
    for (const found of change.newCases ?? []) insertCase(this.#db, found);
    for (const tip of change.tips ?? []) {
      const before = moveTip(this.#db, tip);
      for (const id of [before, tip.case]) if (id !== undefined) touched.add(id);
    }
    for (const id of change.erasedTips ?? []) {
      const row = this.#db.get('DELETE FROM tips WHERE id = ? RETURNING case_id', id);
      if (row) touched.add(text(row, 'case_id'));
    }
    for (const id of touched) touchCase(this.#db, id);
    for (const id of change.erasedWords ?? []) eraseReviewersWords(this.#db, 'SELECT ?1', id);
    for (const found of change.cases) this.#checkEmpty(found);
    for (const factCheck of change.factChecks ?? []) saveFactCheck(this.#db, factCheck);
    for (const entry of change.history) addHistory(this.#db, entry);
    for (const event of change.events ?? []) appendAuditEvent(this.#db, this.#seal, event);
    return 'committed';
  }

  /** A tip that came after the others were read would be left in an undecided case. */
  #checkEmpty({ id, status }: Case): void {
    if (status !== 'merged') return;
    if (this.#db.get('SELECT 1 FROM tips WHERE case_id = ?', id)) throw new Stale();
  }

  /** Announces a version once; runs before the fact-check is saved. */
  #announce(announcement: Announcement): void {
    const { news, factCheck, version } = announcement;
    if (factCheck !== undefined && version !== undefined && news !== 'verdict') {
      const newer = this.#db.get(
        `SELECT 1 FROM fact_checks WHERE id = ? AND (doc ->> '$.version') >= ?`,
        factCheck,
        version,
      );
      if (newer) throw new Stale();
    }
    announce(this.#db, announcement);
  }

  /** Returns the id if the grouping of tips changes. */
  #replace(found: Case): string[] {
    const before = this.#db.get('SELECT doc FROM cases WHERE id = ?', found.id);
    const next = { ...found, revision: found.revision + 1 };
    const replaced = this.#db.run(
      `UPDATE cases SET status = ?, claim_key = ?, decided_at = ?, revision = ?, doc = ?
       WHERE id = ? AND revision = ?`,
      next.status,
      next.claimKey,
      next.decidedAt ?? null,
      next.revision,
      JSON.stringify(next),
      next.id,
      found.revision,
    );
    if (replaced === 0 || !before) throw new Stale();
    const { status, claim } = document(caseSchema, before);
    return status === next.status && claim === next.claim ? [] : [next.id];
  }
}
