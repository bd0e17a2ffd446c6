import { integer, text } from './column.ts';
import type { Database } from './database.ts';

/** Counts a started turn; returns how many earlier ones have not ended. */
export function beginTurn(db: Database, citizen: string): number {
  const row = db.runLightly(
    'UPDATE citizens SET begun = begun + 1 WHERE id = ? RETURNING begun - 1 AS before',
    citizen,
  );
  return row ? integer(row, 'before') : 0;
}

/** Counts an ended turn. */
export function endTurn(db: Database, citizen: string): void {
  db.runLightly(
    'UPDATE citizens SET begun = begun - 1 WHERE id = ? AND begun > 0 RETURNING begun',
    citizen,
  );
}

const ASIDE = 'aside IS NOT NULL AND citizen IS NOT NULL AND content IS NOT NULL';

/** Returns the messages that were set aside and are still stored, the oldest first. */
export function listAside(db: Database, limit: number) {
  const sql = `SELECT key, citizen, arrived_at FROM inbox WHERE ${ASIDE} ORDER BY arrived_at LIMIT ?`;
  return db.all(sql, limit).map((row) => ({
    key: text(row, 'key'),
    citizen: text(row, 'citizen'),
    arrivedAt: integer(row, 'arrived_at'),
  }));
}

/** Makes them wait for a turn again; returns how many. */
export function takeUpAgain(db: Database): number {
  return db.run(`UPDATE inbox SET done = 0, aside = NULL WHERE ${ASIDE}`);
}
