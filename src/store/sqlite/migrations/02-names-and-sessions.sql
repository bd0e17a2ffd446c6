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
