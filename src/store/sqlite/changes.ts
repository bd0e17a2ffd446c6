import type { Case, Tip } from '../../domain/cases/case.ts';
import { BURST_MS } from '../../domain/cases/priority.ts';
import type { TipNotes, TurnChange } from '../../ports/commit.ts';
import type { Seal } from '../seal.ts';
import { text } from './column.ts';
import { type Database, Stale } from './database.ts';
import { eraseReviewersWords } from './history.ts';
import { applyRight } from './rights.ts';
import { NEXT_CHANGE, touchCase } from './touch-case.ts';

interface Applying {
  db: Database;
  seal: Seal;
}

/** Applies one change of a turn; runs inside the turn's transaction. */
export function applyChange({ db, seal }: Applying, citizen: string, change: TurnChange): void {
  switch (change.type) {
    case 'open-case':
      insertCase(db, change.case);
      for (const tip of change.tips) fileTip({ db, seal }, tip);
      break;
    case 'add-tips':
      for (const tip of change.tips) addTip({ db, seal }, tip);
      for (const id of change.teaches ?? []) touchCase(db, id);
      break;
    case 'note-tips':
      for (const id of change.ids) noteTip(db, id, change.notes);
      break;
    case 'told':
      tell(db, citizen, change.told);
      break;
    case 'feedback': {
      const { factCheck, isHelpful, at } = change;
      db.insert('feedback', { citizen, fact_check: factCheck, helpful: Number(isHelpful), at });
      break;
    }
    case 'consent':
    case 'asked':
    case 'done':
    case 'detach':
    case 'restrict':
      applyRight(db, citizen, change);
      break;
    case 'propose':
      propose(db, change);
      break;
    case 'forget':
      forget({ db, seal }, citizen, change);
  }
}

/** Inserts a new case; throws if another open case has the same claim or ticket. */
export function insertCase(db: Database, found: Case): void {
  db.run(
    `INSERT INTO cases (id, ticket, status, claim_key, opened_at, decided_at, revision, doc, change)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, (${NEXT_CHANGE}))`,
    found.id,
    found.ticket,
    found.status,
    found.claimKey,
    found.openedAt,
    found.decidedAt ?? null,
    found.revision,
    JSON.stringify(found),
  );
}

/** Adds a tip to an open case. */
function addTip({ db, seal }: Applying, tip: Tip): void {
  const open = db.get(`SELECT 1 FROM cases WHERE id = ? AND status = 'open'`, tip.case);
  if (!open) throw new Stale();
  fileTip({ db, seal }, tip);
}

/** Saves a new tip; an earlier tip from before the citizen's erasure no longer counts. */
function fileTip({ db, seal }: Applying, tip: Tip): void {
  saveTip(db, tip);
  if (tip.citizen === undefined) return;
  db.run(
    `UPDATE tips SET doc = json_remove(json_set(doc, '$.isAskedAgain', json('true')), '$.person')
     WHERE doc ->> '$.person' = ? AND at > ?`,
    seal.personKey(tip.citizen, tip.case),
    tip.at - BURST_MS,
  );
}

/** Adds a citizen's notes to a tip, even if the tip has moved. */
function noteTip(db: Database, id: string, notes: TipNotes): void {
  db.run('UPDATE tips SET doc = json_patch(doc, ?) WHERE id = ?', JSON.stringify(notes), id);
}

/** Inserts a tip, or replaces the one with its id. */
export function saveTip(db: Database, tip: Tip): void {
  const { id, case: of, citizen = null, at } = tip;
  db.insert(
    'tips',
    { id, case_id: of, citizen, at, doc: JSON.stringify(tip) },
    `ON CONFLICT (id) DO UPDATE
     SET case_id = excluded.case_id, citizen = excluded.citizen, doc = excluded.doc`,
  );
}

/** Moves a tip to a case in its current form; inserts a new one. Returns its old case. */
export function moveTip(db: Database, tip: Tip): string | undefined {
  const before = db.get('SELECT case_id FROM tips WHERE id = ?', tip.id);
  const moved = db.run(
    `UPDATE tips SET case_id = ?1, doc = json_set(doc, '$.case', ?1) WHERE id = ?2`,
    tip.case,
    tip.id,
  );
  if (moved === 0) saveTip(db, tip);
  return before && text(before, 'case_id');
}

/** Submits a report to the desk; throws if its reference is taken. */
function propose(
  db: Database,
  { reference, handOver }: Extract<TurnChange, { type: 'propose' }>,
): void {
  const isNew = db.insert(
    'papers',
    { kind: 'hand-over', id: reference, revision: 1, doc: JSON.stringify(handOver) },
    'ON CONFLICT (kind, id) DO NOTHING',
  );
  if (isNew === 0) throw new Stale();
}

function tell(
  db: Database,
  citizen: string,
  told: { factCheck: string; version: number; at: number },
): void {
  const newer = db.get(
    `SELECT 1 FROM fact_checks WHERE id = ? AND (doc ->> '$.version') > ?`,
    told.factCheck,
    told.version,
  );
  if (newer) throw new Stale();
  const { factCheck, version, at } = told;
  db.insert(
    'told',
    { citizen, fact_check: factCheck, version, at },
    `ON CONFLICT (citizen, fact_check) DO UPDATE
     SET version = max(version, excluded.version), at = excluded.at`,
  );
}

/** Cases whose only known citizen is this one. */
const ONLY_THEIRS = `SELECT own.case_id FROM tips own WHERE own.citizen = ?1 AND NOT EXISTS (
  SELECT 1 FROM tips other WHERE other.case_id = own.case_id AND other.citizen <> ?1)`;

/** Erases a citizen except for the sealed address, which is erased after the last reply. */
function forget(
  { db, seal }: Applying,
  citizen: string,
  { receipt, at }: { receipt: string; at: number },
): void {
  eraseReviewersWords(db, ONLY_THEIRS, citizen);
  markPerson({ db, seal }, citizen, at);
  // A file cannot be masked as words can.
  db.run(`UPDATE tips SET doc = json_set(doc, '$.media', json('[]')) WHERE citizen = ?`, citizen);
  eraseTraces(db, citizen);
  db.run(`DELETE FROM outbox WHERE citizen = ? AND state IN ('sent', 'failed')`, citizen);
  db.run('UPDATE citizens SET farewell = 1, due = NULL WHERE id = ?', citizen);
  db.insert('erasures', { receipt, at });
}

/** Marks an erased citizen for the length of a burst, in each case separately. */
function markPerson({ db, seal }: Applying, citizen: string, now: number): void {
  const recent = 'SELECT id, case_id FROM tips WHERE citizen = ? AND at > ?';
  for (const row of db.all(recent, citizen, now - BURST_MS)) {
    db.run(
      `UPDATE tips SET doc = json_set(doc, '$.person', ?) WHERE id = ?`,
      seal.personKey(citizen, text(row, 'case_id')),
      text(row, 'id'),
    );
  }
}

/** Removes the citizen of a tip, and their own words about it. */
export const WITHOUT_CITIZEN = `doc = json_remove(doc, '$.citizen', '$.link', '$.answers', '$.saved')`;

/** Removes every link from stored data to a citizen. */
export function eraseTraces(db: Database, citizen: string): void {
  for (const sql of [
    'UPDATE inbox SET content = NULL, citizen = NULL, done = 1 WHERE citizen = ?',
    `UPDATE tips SET citizen = NULL, ${WITHOUT_CITIZEN} WHERE citizen = ?`,
    'UPDATE feedback SET citizen = NULL WHERE citizen = ?',
    'UPDATE consents SET citizen = NULL WHERE citizen = ?',
    'DELETE FROM told WHERE citizen = ?',
    `UPDATE papers SET revision = revision + 1, doc = json_remove(doc, '$.citizen')
     WHERE kind = 'hand-over' AND doc ->> '$.citizen' = ?`,
  ]) {
    db.run(sql, citizen);
  }
}
