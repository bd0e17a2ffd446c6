import type { Database } from './database.ts';
import type { Sql } from './sql.ts';

/** Erases reviewers' own words about the cases of a query. */
export function eraseReviewersWords(db: Database, cases: Sql): void {
  db.run`UPDATE history SET words = NULL WHERE case_id IN (${cases}) AND words IS NOT NULL`;
  db.run`UPDATE announcements SET doc = json_remove(doc, '$.reason')
    WHERE id >= 'question:' AND id < 'question;' AND done = 1
      AND doc ->> '$.case' IN (${cases}) AND doc ->> '$.reason' IS NOT NULL`;
}
