import type { Database } from './database.ts';

/** Each entry migrates the file from the version of its index; never change a released one. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE citizens (
    id TEXT PRIMARY KEY, address BLOB NOT NULL, salt BLOB NOT NULL, state BLOB NOT NULL,
    revision INTEGER NOT NULL, due INTEGER, last_at INTEGER NOT NULL, farewell INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX citizens_due ON citizens (due) WHERE due IS NOT NULL;
  CREATE INDEX citizens_last ON citizens (last_at);

  CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, citizen TEXT,
    content BLOB, sent_at INTEGER NOT NULL, arrived_at INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX inbox_pending ON inbox (citizen, sent_at, seq) WHERE done = 0;
  CREATE INDEX inbox_of ON inbox (citizen) WHERE citizen IS NOT NULL;
  CREATE INDEX inbox_kept ON inbox (arrived_at) WHERE content IS NOT NULL;

  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, citizen TEXT NOT NULL,
    content BLOB, state TEXT NOT NULL DEFAULT 'waiting', attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL, created_at INTEGER NOT NULL, sent_at INTEGER
  ) STRICT;
  CREATE INDEX outbox_open ON outbox (citizen, seq) WHERE state IN ('waiting', 'sending');

  CREATE TABLE media (
    sha256 TEXT PRIMARY KEY, mime TEXT NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL,
    kept_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE fact_checks (
    id TEXT PRIMARY KEY, change INTEGER NOT NULL, published_at TEXT, sample INTEGER NOT NULL,
    retracted INTEGER NOT NULL, doc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX fact_checks_change ON fact_checks (change);
  CREATE INDEX fact_checks_latest ON fact_checks (published_at);

  CREATE TABLE cases (
    id TEXT PRIMARY KEY, ticket TEXT NOT NULL UNIQUE, status TEXT NOT NULL, claim_key TEXT NOT NULL,
    opened_at INTEGER NOT NULL, decided_at INTEGER, revision INTEGER NOT NULL, doc TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX cases_open_claim ON cases (claim_key) WHERE status = 'open';
  CREATE INDEX cases_status ON cases (status, opened_at);

  CREATE TABLE tips (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id), citizen TEXT,
    at INTEGER NOT NULL, doc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX tips_case ON tips (case_id, at);
  CREATE INDEX tips_citizen ON tips (citizen, at) WHERE citizen IS NOT NULL;

  CREATE TABLE told (
    citizen TEXT NOT NULL, fact_check TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (citizen, fact_check)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX told_fact_check ON told (fact_check);

  CREATE TABLE announcements (id TEXT PRIMARY KEY, doc TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE INDEX announcements_open ON announcements (id) WHERE done = 0;

  CREATE TABLE feedback (
    citizen TEXT, fact_check TEXT NOT NULL, helpful INTEGER NOT NULL, at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE history (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, case_id TEXT NOT NULL, at INTEGER NOT NULL,
    by TEXT NOT NULL, what TEXT NOT NULL
  ) STRICT;
  CREATE INDEX history_case ON history (case_id, seq);

  CREATE TABLE erasures (receipt TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
  CREATE TABLE seals (salt BLOB PRIMARY KEY, proof BLOB NOT NULL) STRICT;
  `,
  `
  CREATE TABLE aliases (
    alias TEXT PRIMARY KEY, citizen TEXT NOT NULL REFERENCES citizens (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX aliases_citizen ON aliases (citizen);

  CREATE TABLE sessions (
    key TEXT PRIMARY KEY, account TEXT NOT NULL, type TEXT NOT NULL, value BLOB NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_of ON sessions (account, type, at);
  CREATE TABLE leases (account TEXT PRIMARY KEY, owner TEXT NOT NULL, until INTEGER NOT NULL) STRICT;

  ALTER TABLE outbox ADD COLUMN delivery TEXT;
  ALTER TABLE outbox ADD COLUMN claim INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE outbox ADD COLUMN reference TEXT;
  ALTER TABLE outbox ADD COLUMN failed TEXT;
  DROP INDEX outbox_open;
  CREATE INDEX outbox_open ON outbox (citizen, seq) WHERE state NOT IN ('sent', 'failed');
  `,
  `
  CREATE TABLE reviewers (
    id TEXT PRIMARY KEY, folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
    disabled INTEGER NOT NULL, salt BLOB NOT NULL, secret BLOB NOT NULL, epoch INTEGER NOT NULL,
    created_at INTEGER NOT NULL, last_login_at INTEGER, revision INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE logins (
    key TEXT PRIMARY KEY, reviewer TEXT NOT NULL, epoch INTEGER NOT NULL, needs TEXT NOT NULL,
    started_at INTEGER NOT NULL, seen_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX logins_reviewer ON logins (reviewer);
  CREATE INDEX logins_started ON logins (started_at);
  CREATE TABLE tries (key TEXT PRIMARY KEY, count INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX tries_at ON tries (at);
  CREATE TABLE setups (key TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, of TEXT NOT NULL,
    details TEXT NOT NULL, hash TEXT NOT NULL, mark TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_kept BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
  CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
  CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'the audit log only grows at its end'); END;
  `,
  'CREATE INDEX tips_at ON tips (at)',
  'CREATE INDEX cases_decided ON cases (decided_at) WHERE decided_at IS NOT NULL',
  'ALTER TABLE history ADD COLUMN of TEXT; ALTER TABLE history ADD COLUMN words TEXT',
  `
  CREATE TABLE papers (
    kind TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, doc TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE tallies (
    day TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, name)
  ) STRICT, WITHOUT ROWID;
  `,
  'ALTER TABLE media ADD COLUMN evidence BLOB',
  `
  CREATE TABLE consents (
    seq INTEGER PRIMARY KEY, citizen TEXT, purpose TEXT NOT NULL, deed TEXT NOT NULL,
    digest TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX consents_citizen ON consents (citizen, seq) WHERE citizen IS NOT NULL;
  CREATE TRIGGER consents_kept BEFORE DELETE ON consents
    BEGIN SELECT RAISE(ABORT, 'the ledger of consents only grows'); END;
  CREATE TRIGGER consents_unchanged BEFORE UPDATE ON consents
    WHEN NEW.citizen IS NOT NULL OR (NEW.seq, NEW.purpose, NEW.deed, NEW.digest, NEW.at)
      IS NOT (OLD.seq, OLD.purpose, OLD.deed, OLD.digest, OLD.at)
    BEGIN SELECT RAISE(ABORT, 'the ledger of consents only grows'); END;
  CREATE TABLE consent_texts (
    digest TEXT PRIMARY KEY, purpose TEXT NOT NULL, language TEXT NOT NULL, version TEXT NOT NULL,
    text TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE requests (
    receipt TEXT PRIMARY KEY, asked TEXT NOT NULL, at INTEGER NOT NULL, done_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX requests_open ON requests (at) WHERE done_at IS NULL;
  CREATE INDEX tips_restricted ON tips (case_id) WHERE doc ->> '$.isRestricted' IS NOT NULL;
  `,
  `
  ALTER TABLE citizens ADD COLUMN interest TEXT;
  CREATE INDEX citizens_interest ON citizens (interest, id) WHERE interest IS NOT NULL;
  `,
  `
  CREATE TABLE trace_keys (
    id TEXT PRIMARY KEY, salt BLOB NOT NULL, secret BLOB NOT NULL, retired INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE traces (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, doc TEXT NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX traces_expire ON traces (expires_at);
  CREATE INDEX traces_key ON traces (key);
  CREATE INDEX tips_person ON tips (doc ->> '$.person') WHERE doc ->> '$.person' IS NOT NULL;
  CREATE INDEX tips_ticket ON tips (doc ->> '$.ticket') WHERE doc ->> '$.ticket' IS NOT NULL;
  ALTER TABLE cases ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX cases_change ON cases (change);
  `,
  `
  ALTER TABLE citizens ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE inbox ADD COLUMN aside INTEGER;
  CREATE INDEX inbox_aside ON inbox (arrived_at) WHERE aside IS NOT NULL;
  `,
];

/** Migrates the file to the current version; refuses one that a newer Posko has written. */
export function migrate(db: Database, path: string): void {
  const versionOf = () => Number(db.get('PRAGMA user_version')?.user_version ?? 0);
  if (versionOf() > MIGRATIONS.length) {
    throw new Error(
      `${path} was written by a newer Posko (version ${versionOf()}, this one knows ${MIGRATIONS.length}). ` +
        'Update Posko, or point POSKO_DATA at another folder.',
    );
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    db.transaction(() => {
      if (versionOf() > index) return; // another process was faster
      db.script(sql);
      db.script(`PRAGMA user_version = ${index + 1}`);
    });
  }
}
