import { LEASE_MS } from '../../domain/cases/lifecycle.ts';
import { type Load, repliesByState, waiting } from '../../ports/load.ts';
import { integer, text } from './column.ts';
import type { Database } from './database.ts';

/** Counts what waits in a SQLite file; reads only open rows. */
export async function readLoad(db: Database, now: number): Promise<Load> {
  const one = (sql: string, ...values: number[]) => {
    const row = db.get(sql, ...values);
    return waiting(Number(row?.count ?? 0), row?.oldest);
  };
  const replies = db.all(
    `SELECT state, count(*) AS count, min(created_at) AS oldest FROM outbox
     WHERE state NOT IN ('sent', 'failed') GROUP BY state`,
  );
  return {
    letters: one('SELECT count(*) AS count, min(arrived_at) AS oldest FROM inbox WHERE done = 0'),
    replies: repliesByState(
      replies.map((row) => ({
        state: text(row, 'state'),
        ...waiting(integer(row, 'count'), row.oldest),
      })),
    ),
    cases: one(
      `SELECT count(*) AS count, min(opened_at) AS oldest FROM cases WHERE status = 'open'`,
    ),
    claims: one(
      `SELECT count(*) AS count, min(doc ->> '$.lease.until') - ${LEASE_MS} AS oldest FROM cases
       WHERE status = 'open' AND doc ->> '$.lease.until' > ?`,
      now,
    ),
  };
}
