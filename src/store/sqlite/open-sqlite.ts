import { LEASE_MS } from '../../domain/cases/lifecycle.ts';
import { casesByAge, type Load, repliesByState, waiting } from '../../ports/load.ts';
import type { Store } from '../../ports/store.ts';
import type { Seal } from '../seal.ts';
import { SqliteLogins, SqliteReviewers } from './accounts.ts';
import { SqliteAudit } from './audit.ts';
import { REAL_CASE, SqliteCases } from './cases.ts';
import { openChecked } from './check-key.ts';
import type { Database } from './database.ts';
import { SqliteDocuments } from './documents.ts';
import { SqliteFactChecks } from './fact-checks.ts';
import { SqliteLedger } from './ledger.ts';
import { SqliteMedia } from './media.ts';
import { SqliteOutbox } from './outbox.ts';
import { SqliteRetention } from './retention.ts';
import { SqliteRights } from './rights.ts';
import { SqliteSessions } from './sessions.ts';
import { integer, type Sql, sql, text } from './sql.ts';
import { SqliteAudience, SqliteStatsStore } from './stats-store.ts';
import { SqliteTraces } from './traces.ts';
import { SqliteTurns } from './turns.ts';

/** Opens, and migrates if needed, a store in one SQLite file, or `:memory:`. */
export function openSqlite(path: string, seal: Seal): Store {
  return openChecked(path, seal, (db) => createStore(db, seal));
}

function createStore(db: Database, seal: Seal): Store {
  const parts = { db, seal, traces: db.transaction(() => new SqliteTraces(db, seal)) };
  return {
    turns: new SqliteTurns(parts),
    outbox: new SqliteOutbox(parts),
    media: new SqliteMedia(parts),
    factChecks: new SqliteFactChecks(parts),
    cases: new SqliteCases(parts),
    sessions: new SqliteSessions(parts),
    ledger: new SqliteLedger(parts),
    audience: new SqliteAudience(parts),
    retention: new SqliteRetention(parts),
    reviewers: new SqliteReviewers(parts),
    logins: new SqliteLogins(parts),
    audit: new SqliteAudit(parts),
    documents: new SqliteDocuments(parts),
    figures: new SqliteStatsStore(parts),
    rights: new SqliteRights(parts),
    load: (now) => readLoad(db, now),
    close: async () => db.close(),
  };
}

/** Counts what waits in a SQLite file; reads only open rows. */
async function readLoad(db: Database, now: number): Promise<Load> {
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
    cases: await casesByAge(now, async (after, upTo) => {
      const opened = sql`opened_at > ${after} AND opened_at <= ${upTo}`;
      return one(sql`opened_at`, sql`cases WHERE status = 'open' AND ${opened} AND ${REAL_CASE}`);
    }),
    claims: one(
      sql`${lease} - ${LEASE_MS}`,
      sql`cases WHERE status = 'open' AND ${lease} > ${now} AND ${REAL_CASE}`,
    ),
  };
}
