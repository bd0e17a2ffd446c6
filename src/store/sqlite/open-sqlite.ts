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
import { readLoad } from './load.ts';
import { SqliteMedia } from './media.ts';
import { SqliteOutbox } from './outbox.ts';
import { SqliteRetention } from './retention.ts';
import { SqliteRights } from './rights.ts';
import { SqliteSessions } from './sessions.ts';
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
