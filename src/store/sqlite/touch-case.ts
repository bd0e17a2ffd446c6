import { type Case, caseSchema } from '../../domain/cases/case.ts';
import { documents, integer } from './column.ts';
import type { Database } from './database.ts';
import { sql } from './sql.ts';

/** Next change number of the cases; in a transaction, smaller numbers become visible first. */
export const NEXT_CHANGE = sql`(SELECT coalesce(max(change), 0) + 1 FROM cases)`;

/** Makes every process reload how a case groups tips; runs inside a transaction. */
export function touchCase(db: Database, id: string): void {
  db.run`UPDATE cases SET change = ${NEXT_CHANGE} WHERE id = ${id}`;
}

/** Returns the cases that were touched after a change, in order. */
export function changedSince(
  db: Database,
  change: number,
  limit: number,
): { cases: Case[]; change: number } {
  const rows = db.all`SELECT doc, change FROM cases
    WHERE change > ${change} ORDER BY change LIMIT ${limit}`;
  const last = rows.at(-1);
  return { cases: documents(caseSchema, rows), change: last ? integer(last, 'change') : change };
}

/** Returns the number of the last change. */
export function lastChange(db: Database): number {
  const row = db.get`SELECT coalesce(max(change), 0) AS change FROM cases`;
  return row ? integer(row, 'change') : 0;
}

/** Whether cases changed since a caller looked; false without a change number. */
export function isOutrun(db: Database, casesSeen: number | undefined): boolean {
  return casesSeen !== undefined && lastChange(db) > casesSeen;
}
