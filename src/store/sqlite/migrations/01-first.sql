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
