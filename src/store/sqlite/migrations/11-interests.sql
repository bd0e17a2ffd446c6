ALTER TABLE citizens ADD COLUMN interest TEXT;
CREATE INDEX citizens_interest ON citizens (interest, id) WHERE interest IS NOT NULL;
