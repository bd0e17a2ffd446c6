CREATE INDEX tips_asker ON tips (case_id, citizen) WHERE citizen IS NOT NULL;
