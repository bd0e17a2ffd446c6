import { type Case, caseSchema, tipSchema } from '../../review/case.ts';
import type { CaseStore } from '../../tipline/ports.ts';
import type { Announcement, CaseCommit, HistoryEntry } from '../../tipline/turns/commit.ts';
import type { Seal } from '../seal.ts';
import { appendDeed } from './audit.ts';
import { insertCase, moveTip } from './changes.ts';
import { document, integer } from './column.ts';
import { type Database, isStale, Stale } from './database.ts';
import { saveFactCheck } from './fact-checks.ts';
import { addHistory, eraseReviewersWords, readHistory } from './history.ts';
import { announce, withdraw } from './ledger.ts';

/** Tips that their citizens have not restricted, and cases with one of them or with none at all. */
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
    return this.#one('SELECT doc FROM cases WHERE ticket = ?', ticket);
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
    for (const announcement of change.announcements ?? []) this.#announce(announcement);
    for (const found of change.cases) this.#replace(found);
    for (const found of change.newCases ?? []) insertCase(this.#db, found);
    for (const tip of change.tips ?? []) moveTip(this.#db, tip);
    for (const id of change.erasedTips ?? []) this.#db.run('DELETE FROM tips WHERE id = ?', id);
    for (const id of change.erasedWords ?? []) eraseReviewersWords(this.#db, 'SELECT ?1', id);
    for (const found of change.cases) this.#checkEmpty(found);
    for (const factCheck of change.factChecks ?? []) saveFactCheck(this.#db, factCheck);
    for (const entry of change.history) addHistory(this.#db, entry);
    for (const deed of change.deeds ?? []) appendDeed(this.#db, this.#seal, deed);
    return 'committed';
  }

  /** A tip that came after the others were read would be left in a case that nobody decides. */
  #checkEmpty({ id, status }: Case): void {
    if (status !== 'merged') return;
    if (this.#db.get('SELECT 1 FROM tips WHERE case_id = ?', id)) throw new Stale();
  }

  /** Announces a version that nobody has announced before; runs before the fact-check is saved. */
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

  #replace(found: Case): void {
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
    if (replaced === 0) throw new Stale();
  }
}
