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
