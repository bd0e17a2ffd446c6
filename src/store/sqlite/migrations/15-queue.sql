-- `change` counts what tips are gathered by, and `revised` every change of an open case or its tips, over all cases:
-- each process follows the one for gathering, the other for the queue.
ALTER TABLE cases ADD COLUMN revised INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_revised ON cases (revised);

CREATE TRIGGER case_opened AFTER INSERT ON cases BEGIN
  UPDATE cases SET change = (SELECT max(change) + 1 FROM cases), revised = (SELECT max(revised) + 1 FROM cases)
    WHERE id = NEW.id;
END;
CREATE TRIGGER case_revised AFTER UPDATE OF status, doc ON cases WHEN OLD.status = 'open' OR NEW.status = 'open' BEGIN
  UPDATE cases SET revised = (SELECT max(revised) + 1 FROM cases) WHERE id = NEW.id;
END;
CREATE TRIGGER case_regathered AFTER UPDATE OF status, doc ON cases
WHEN (OLD.status = 'open' OR NEW.status = 'open')
  AND (OLD.status <> NEW.status OR OLD.doc ->> '$.claim' <> NEW.doc ->> '$.claim') BEGIN
  UPDATE cases SET change = (SELECT max(change) + 1 FROM cases) WHERE id = NEW.id;
END;

CREATE TRIGGER tip_filed AFTER INSERT ON tips BEGIN
  UPDATE cases SET revised = (SELECT max(revised) + 1 FROM cases) WHERE id = NEW.case_id AND status = 'open';
END;
CREATE TRIGGER tip_revised AFTER UPDATE OF case_id, doc ON tips BEGIN
  UPDATE cases SET revised = (SELECT max(revised) + 1 FROM cases)
    WHERE id IN (OLD.case_id, NEW.case_id) AND status = 'open';
END;
CREATE TRIGGER tip_moved AFTER UPDATE OF case_id ON tips WHEN OLD.case_id <> NEW.case_id BEGIN
  UPDATE cases SET change = (SELECT max(change) + 1 FROM cases) WHERE id = OLD.case_id;
  UPDATE cases SET change = (SELECT max(change) + 1 FROM cases) WHERE id = NEW.case_id;
END;
CREATE TRIGGER tip_restricted AFTER UPDATE OF doc ON tips
WHEN OLD.doc ->> '$.isRestricted' IS NOT NEW.doc ->> '$.isRestricted' BEGIN
  UPDATE cases SET change = (SELECT max(change) + 1 FROM cases) WHERE id = NEW.case_id;
END;
CREATE TRIGGER tip_erased AFTER DELETE ON tips BEGIN
  UPDATE cases SET change = (SELECT max(change) + 1 FROM cases) WHERE id = OLD.case_id;
  UPDATE cases SET revised = (SELECT max(revised) + 1 FROM cases) WHERE id = OLD.case_id AND status = 'open';
END;
