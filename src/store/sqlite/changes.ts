import type { Case, Tip } from '../../domain/cases/case.ts';
import { BURST_MS } from '../../domain/cases/priority.ts';
import type { TurnChange, TurnChangeOf } from '../../ports/commit.ts';
import type { Seal } from '../seal.ts';
import { type Database, Stale } from './database.ts';
import { eraseReviewersWords } from './history.ts';
import { addConsent, detach, restrictTips } from './rights.ts';
import { type Sql, sql, text } from './sql.ts';

interface Applying {
  db: Database;
  seal: Seal;
}

/** Applies one change of a turn; runs inside the turn's transaction. */
export function applyChange(applying: Applying, citizen: string, change: TurnChange): void {
  const apply = appliers[change.type] as Applier<TurnChange>; // the one of its type
  apply(applying, citizen, change);
}

type Applier<Change> = (applying: Applying, citizen: string, change: Change) => void;

const appliers: { readonly [T in TurnChange['type']]: Applier<TurnChangeOf<T>> } = {
  'open-case': ({ db, seal }, _, change) => {
    insertCase(db, change.case);
    for (const tip of change.tips) fileTip({ db, seal }, tip);
  },
  'add-tips': ({ db, seal }, _, { tips, teaches = [] }) => {
    for (const tip of tips) {
      const open = db.get`SELECT 1 FROM cases WHERE id = ${tip.case} AND status = 'open'`;
      if (!open) throw new Stale();
      fileTip({ db, seal }, tip);
    }
    for (const id of teaches) touchCase(db, id);
  },
  'note-tips': ({ db }, _, { ids, notes }) => {
    const doc = JSON.stringify(notes);
    for (const id of ids) db.run`UPDATE tips SET doc = json_patch(doc, ${doc}) WHERE id = ${id}`;
  },
  told: ({ db }, citizen, { told }) => tell(db, citizen, told),
  feedback: ({ db }, citizen, { factCheck, isHelpful: helpful, at }) =>
    db.insert('feedback', { citizen, factCheck, helpful, at }),
  consent: ({ db }, citizen, change) => addConsent(db, citizen, change),
  asked: ({ db }, _, { receipt, asked, at }) => db.insert('requests', { receipt, asked, at }),
  done: ({ db }, _, { receipt, at }) =>
    db.run`UPDATE requests SET done_at = ${at} WHERE receipt = ${receipt} AND done_at IS NULL`,
  detach: ({ db }, citizen) => detach(db, citizen),
  restrict: ({ db }, citizen, { isRestricted }) => restrictTips(db, citizen, isRestricted),
  propose: ({ db }, _, change) => propose(db, change),
  forget,
};

/** Inserts a new case; throws if another open case has the same claim or ticket. */
export function insertCase(db: Database, found: Case): void {
  db.insert('cases', columnsOf(found));
}

/** Returns the columns of a case but for what triggers count. */
export function columnsOf(found: Case) {
  const { id, ticket, status, claimKey, openedAt, decidedAt, revision } = found;
  const doc = JSON.stringify(found);
  return { id, ticket, status, claimKey, openedAt, decidedAt, revision, doc };
}

/** Saves a new tip; an earlier tip from before the citizen's erasure no longer counts. */
function fileTip({ db, seal }: Applying, tip: Tip): void {
  saveTip(db, tip);
  if (tip.citizen === undefined) return;
  const person = seal.personKey(tip.citizen, tip.case);
  db.run`UPDATE tips SET doc = json_remove(json_set(doc, '$.isAskedAgain', json('true')), '$.person')
    WHERE doc ->> '$.person' = ${person} AND at > ${tip.at - BURST_MS}`;
}

/** Inserts a tip, or replaces the one with its id. */
export function saveTip(db: Database, tip: Tip): void {
  const { id, case: caseId, citizen, at } = tip;
  db.insert(
    'tips',
    { id, caseId, citizen, at, doc: JSON.stringify(tip) },
    `ON CONFLICT (id) DO UPDATE
     SET case_id = excluded.case_id, citizen = excluded.citizen, doc = excluded.doc`,
  );
}

/** Moves a tip to a case in its current form; inserts a new one. */
export function moveTip(db: Database, tip: Tip): void {
  const doc = sql`json_set(doc, '$.case', ${tip.case})`;
  const moved = db.update('tips', { caseId: tip.case, doc }, sql`id = ${tip.id}`);
  if (moved > 0) return;
  saveTip(db, tip);
  touchCase(db, tip.case);
}

/** Submits a report to the desk; throws if its reference is taken. */
function propose(db: Database, { reference, handOver }: TurnChangeOf<'propose'>): void {
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
  { factCheck, version, at }: TurnChangeOf<'told'>['told'],
): void {
  const newer = sql`id = ${factCheck} AND (doc ->> '$.version') > ${version}`;
  if (db.get`SELECT 1 FROM fact_checks WHERE ${newer}`) throw new Stale();
  db.insert(
    'told',
    { citizen, factCheck, version, at },
    `ON CONFLICT (citizen, fact_check) DO UPDATE
     SET version = max(version, excluded.version), at = excluded.at`,
  );
}

/** Cases whose only known citizen is this one. */
function onlyTheirs(citizen: string): Sql {
  return sql`SELECT own.case_id FROM tips own WHERE own.citizen = ${citizen} AND NOT EXISTS (
    SELECT 1 FROM tips other WHERE other.case_id = own.case_id AND other.citizen <> ${citizen})`;
}

/** Erases a citizen except for the sealed address, which is erased after the last reply. */
function forget({ db, seal }: Applying, citizen: string, { receipt, at }: TurnChangeOf<'forget'>) {
  eraseReviewersWords(db, onlyTheirs(citizen));
  markPerson({ db, seal }, citizen, at);
  // A file cannot be masked as words can.
  db.run`UPDATE tips SET doc = json_set(doc, '$.media', json('[]')) WHERE citizen = ${citizen}`;
  eraseTraces(db, sql`= ${citizen}`);
  db.run`DELETE FROM outbox WHERE citizen = ${citizen} AND state IN ('sent', 'failed')`;
  db.run`UPDATE citizens SET farewell = 1, due = NULL WHERE id = ${citizen}`;
  db.insert('erasures', { receipt, at });
}

/** Marks an erased citizen for the length of a burst, in each case separately. */
function markPerson({ db, seal }: Applying, citizen: string, now: number): void {
  const isRecent = sql`citizen = ${citizen} AND at > ${now - BURST_MS}`;
  for (const row of db.all`SELECT id, case_id FROM tips WHERE ${isRecent}`) {
    const doc = sql`json_set(doc, '$.person', ${seal.personKey(citizen, text(row, 'case_id'))})`;
    db.update('tips', { doc }, sql`id = ${text(row, 'id')}`);
  }
}

/** Removes every link from stored data to the citizens that a condition names, such as `= 'id'`. */
export function eraseTraces(db: Database, citizens: Sql): void {
  db.run`UPDATE inbox SET content = NULL, citizen = NULL, done = 1 WHERE citizen ${citizens}`;
  // Their own words about it are erased too.
  const without = sql`json_remove(doc, '$.citizen', '$.link', '$.answers', '$.saved', '$.offered')`;
  db.run`UPDATE tips SET citizen = NULL, doc = ${without} WHERE citizen ${citizens}`;
  db.run`UPDATE feedback SET citizen = NULL WHERE citizen ${citizens}`;
  db.run`UPDATE consents SET citizen = NULL WHERE citizen ${citizens}`;
  db.run`DELETE FROM told WHERE citizen ${citizens}`;
  db.run`UPDATE papers SET revision = revision + 1, doc = json_remove(doc, '$.citizen', '$.files')
    WHERE kind = 'hand-over' AND doc ->> '$.citizen' ${citizens}`;
}

/** Makes every process reload how a case groups tips; runs inside a transaction. */
export function touchCase(db: Database, id: string): void {
  db.run`UPDATE cases SET change = (SELECT max(change) + 1 FROM cases) WHERE id = ${id}`;
}

export function lastChange(db: Database): number {
  return db.number`SELECT max(change) FROM cases`;
}
