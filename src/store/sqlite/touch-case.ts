import { type Case, caseSchema } from '../../domain/cases/case.ts';
import { document, integer } from './column.ts';
import type { Database } from './database.ts';

/** The number of the next change of the cases; counted within a transaction, so none becomes visible before a smaller one. */
export const NEXT_CHANGE = 'SELECT coalesce(max(change), 0) + 1 FROM cases';

/** Has every process look again at what tips a case gathers; runs inside a transaction. */
export function touchCase(db: Database, id: string): void {
  db.run(`UPDATE cases SET change = (${NEXT_CHANGE}) WHERE id = ?`, id);
}

/** The cases that were touched after a change, in order. */
export function changedSince(
  db: Database,
  change: number,
  limit: number,
): { cases: Case[]; change: number } {
  const sql = 'SELECT doc, change FROM cases WHERE change > ? ORDER BY change LIMIT ?';
  const rows = db.all(sql, change, limit);
  const last = rows.at(-1);
  const cases = rows.map((row) => document(caseSchema, row));
  return { cases, change: last ? integer(last, 'change') : change };
}

/** The number of the last change. */
export function lastChange(db: Database): number {
  const row = db.get('SELECT coalesce(max(change), 0) AS change FROM cases');
  return row ? integer(row, 'change') : 0;
}

/** Whether cases have changed since somebody looked who relies on that; nobody does who names no change. */
export function isOutrun(db: Database, casesSeen: number | undefined): boolean {
  return casesSeen !== undefined && lastChange(db) > casesSeen;
}
