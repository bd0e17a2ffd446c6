import { LEASE_MS } from '../../domain/cases/lifecycle.ts';
import {
  agesSince,
  caseAges,
  type Load,
  openStates,
  waiting,
  waitingBy,
} from '../../ports/load.ts';
import type { Store } from '../../ports/store.ts';
import type { Seal } from '../seal.ts';
import { SqliteLogins, SqliteReviewers } from './accounts.ts';
import { SqliteAudit } from './audit.ts';
import { SqliteCases } from './cases.ts';
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
  const grouped = (state: Sql, oldest: Sql, open: Sql) =>
    db.all`SELECT ${state} AS state, count(*) AS count, min(${oldest}) AS oldest FROM ${open} GROUP BY 1`.map(
      (row) => ({ state: text(row, 'state'), ...waiting(integer(row, 'count'), row.oldest) }),
    );
  const [hour = 0, quarter = 0, day = 0, days = 0] = agesSince(now);
  const age = sql`json_extract(${JSON.stringify(caseAges)}, '$[' || ((opened_at < ${hour})
    + (opened_at < ${quarter}) + (opened_at < ${day}) + (opened_at < ${days})) || ']')`;
  const unsent = sql`outbox WHERE state NOT IN ('sent', 'failed')`;
  return {
    letters: one(sql`arrived_at`, sql`inbox WHERE done = 0`),
    replies: waitingBy(openStates, grouped(sql`state`, sql`created_at`, unsent)),
    cases: waitingBy(caseAges, grouped(age, sql`opened_at`, sql`cases WHERE status = 'open'`)),
    claims: one(
      sql`${lease} - ${LEASE_MS}`,
      sql`cases WHERE status = 'open' AND ${lease} > ${now}`,
    ),
  };
}
