CREATE INDEX cases_decided ON cases (decided_at) WHERE decided_at IS NOT NULL;
