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
