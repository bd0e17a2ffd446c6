import { LEASE_MS } from '../../domain/cases/lifecycle.ts';
import { type Load, repliesByState, waiting } from '../../ports/load.ts';
import type { Database } from './database.ts';
import { integer, type Sql, sql, text } from './sql.ts';

/** Counts what waits in a SQLite file; reads only open rows. */
export async function readLoad(db: Database, now: number): Promise<Load> {
  const one = (oldest: Sql, open: Sql) => {
    const row = db.get`SELECT count(*) AS count, min(${oldest}) AS oldest FROM ${open}`;
    return waiting(Number(row?.count ?? 0), row?.oldest);
  };
  const lease = sql`doc ->> '$.lease.until'`;
  const replies = db.all`SELECT state, count(*) AS count, min(created_at) AS oldest FROM outbox
     WHERE state NOT IN ('sent', 'failed') GROUP BY state`;
  return {
    letters: one(sql`arrived_at`, sql`inbox WHERE done = 0`),
    replies: repliesByState(
      replies.map((row) => ({
        state: text(row, 'state'),
        ...waiting(integer(row, 'count'), row.oldest),
      })),
    ),
    cases: one(sql`opened_at`, sql`cases WHERE status = 'open'`),
    claims: one(
      sql`${lease} - ${LEASE_MS}`,
      sql`cases WHERE status = 'open' AND ${lease} > ${now}`,
    ),
  };
}
