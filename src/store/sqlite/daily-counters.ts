import type { Tallies } from '../../domain/stats/counter.ts';
import type { Database } from './database.ts';

/** Adds to the counters of a day; runs inside the transaction of the counted change. */
export function addCounters(db: Database, day: string, tallies: Tallies): void {
  db.run`INSERT INTO tallies (day, name, count)
    SELECT ${day}, key, value FROM json_each(${JSON.stringify(tallies)}) WHERE true
    ON CONFLICT (day, name) DO UPDATE SET count = count + excluded.count`;
}
