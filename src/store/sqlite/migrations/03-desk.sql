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
