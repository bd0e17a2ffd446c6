import { oldStartsWithWords, parseHistoryEvent } from '../../domain/cases/history.ts';
import type { HistoryEntry } from '../../ports/commit.ts';
import type { Database } from './database.ts';
import { columns, integer, orNone, type Row, Sql, sql, text } from './sql.ts';

/** Returns the history of a case or fact-check, oldest first. */
export function readHistory(db: Database, id: string): HistoryEntry[] {
  const rows = db.all`SELECT * FROM history WHERE case_id = ${id} ORDER BY seq`;
  return rows.map((row) => ({
    case: id,
    ...columns(row, { at: integer, by: text }),
    ...happeningOf(row),
  }));
}

/** Adds an entry; runs inside the transaction of the change. */
export function addHistory(db: Database, { case: caseId, ...happened }: HistoryEntry): void {
  db.insert('history', { caseId, ...happened });
}

const OLD = oldStartsWithWords.map((start) => `what LIKE '${start}%'`);
const HAS_WORDS = new Sql(['words IS NOT NULL', ...OLD].join(' OR '));

/** Erases reviewers' own words about the cases of a query. */
export function eraseReviewersWords(db: Database, cases: Sql): void {
  const isWritten = sql`case_id IN (${cases}) AND (${HAS_WORDS})`;
  for (const row of db.all`SELECT seq, what, of, words FROM history WHERE ${isWritten}`) {
    const { what, of } = happeningOf(row);
    db.update('history', { what, of, words: undefined }, sql`seq = ${integer(row, 'seq')}`);
  }
  db.run`UPDATE announcements SET doc = json_remove(doc, '$.reason')
    WHERE id >= 'question:' AND id < 'question;' AND done = 1
      AND doc ->> '$.case' IN (${cases}) AND doc ->> '$.reason' IS NOT NULL`;
}

function happeningOf(row: Row) {
  return parseHistoryEvent(columns(row, { what: text, of: orNone(text), words: orNone(text) }));
}
