CREATE INDEX tips_at ON tips (at);
