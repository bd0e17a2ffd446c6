import type { Database } from './database.ts';
import { integer } from './sql.ts';

/** Makes every process reload how a case groups tips; runs inside a transaction. */
export function touchCase(db: Database, id: string): void {
  db.run`UPDATE cases SET change = (SELECT max(change) + 1 FROM cases) WHERE id = ${id}`;
}

/** Returns the number of the last change. */
export function lastChange(db: Database): number {
  const row = db.get`SELECT coalesce(max(change), 0) AS change FROM cases`;
  return row ? integer(row, 'change') : 0;
}
