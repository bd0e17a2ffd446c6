import type { Database } from './database.ts';
import { integer, sql } from './sql.ts';

/** Next change number of the cases; in a transaction, smaller numbers become visible first. */
export const NEXT_CHANGE = sql`(SELECT coalesce(max(change), 0) + 1 FROM cases)`;

/** Makes every process reload how a case groups tips; runs inside a transaction. */
export function touchCase(db: Database, id: string): void {
  db.run`UPDATE cases SET change = ${NEXT_CHANGE} WHERE id = ${id}`;
}

/** Returns the number of the last change. */
export function lastChange(db: Database): number {
  const row = db.get`SELECT coalesce(max(change), 0) AS change FROM cases`;
  return row ? integer(row, 'change') : 0;
}
