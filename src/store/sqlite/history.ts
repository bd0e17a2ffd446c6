import type { HistoryEntry } from '../../ports/commit.ts';
import type { Database } from './database.ts';
import { columns, integer, orNone, type Sql, text } from './sql.ts';

/** Returns the history of a case or fact-check, oldest first. */
export function readHistory(db: Database, id: string): HistoryEntry[] {
  const rows = db.all`SELECT * FROM history WHERE case_id = ${id} ORDER BY seq`;
  const readers = { at: integer, by: text, what: text, of: orNone(text), words: orNone(text) };
  return rows.map((row) => ({ case: id, ...columns(row, readers) }));
}

/** Erases reviewers' own words about the cases of a query. */
export function eraseReviewersWords(db: Database, cases: Sql): void {
  db.run`UPDATE history SET words = NULL WHERE case_id IN (${cases}) AND words IS NOT NULL`;
  db.run`UPDATE announcements SET doc = json_remove(doc, '$.reason')
    WHERE id >= 'question:' AND id < 'question;' AND done = 1
      AND doc ->> '$.case' IN (${cases}) AND doc ->> '$.reason' IS NOT NULL`;
}
