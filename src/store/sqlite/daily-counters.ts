import type { Counter, Tallies } from '../../domain/stats/counter.ts';
import { integer, text } from './column.ts';
import type { Database } from './database.ts';

/** Adds to the counters of a day; runs inside the transaction of the counted change. */
export function addCounters(db: Database, day: string, tallies: Tallies): void {
  db.run`INSERT INTO tallies (day, name, count)
    SELECT ${day}, key, value FROM json_each(${JSON.stringify(tallies)}) WHERE true
    ON CONFLICT (day, name) DO UPDATE SET count = count + excluded.count`;
}

/** Returns the counters under some names since a day, by day and name. */
export function readCounters(db: Database, since: string, under: readonly string[]): Counter[] {
  // A slash is what comes after a dot.
  const rows = db.all`SELECT day, name, count FROM tallies, json_each(${JSON.stringify(under)}) u
    WHERE day >= ${since} AND name > u.value || '.' AND name < u.value || '/' ORDER BY day, name`;
  return rows.map((row) => ({
    day: text(row, 'day'),
    name: text(row, 'name'),
    count: integer(row, 'count'),
  }));
}

/** Erases the counters before a day; returns how many. */
export function eraseCounters(db: Database, before: string): number {
  return db.run`DELETE FROM tallies WHERE day < ${before}`;
}
