import { z } from 'zod';
import { partsOf } from '../../domain/stats/counter.ts';
import type { Counts, TallyRow } from './tallies.ts';

const partSchema = z.object({
  day: z.iso.date(),
  name: z.string().regex(/^[a-z]+(?:\.[a-z0-9][a-z0-9 -]*)+$/),
  count: z.number(),
});

/** Sums the counters of a backup, which come in any order and in several parts. */
export class TallySums {
  readonly #days = new Map<string, Map<string, number>>();

  /** Adds a row of the kind `tallies`. */
  add(row: unknown): void {
    const { day, name, count } = partSchema.parse(row);
    const counts = this.#days.get(day) ?? new Map<string, number>();
    this.#days.set(day, counts.set(name, (counts.get(name) ?? 0) + count));
  }

  /** Returns one document per day. */
  rows(): TallyRow[] {
    return [...this.#days].map(([day, counts]) => ({
      _id: `${day} 00`,
      counts: nest(counts),
      applied: [],
    }));
  }
}

function nest(sums: ReadonlyMap<string, number>): Counts {
  const counts: Counts = {};
  for (const [name, count] of sums) {
    const parts = partsOf(name);
    const last = parts.pop() ?? '';
    parts.reduce(within, counts)[last] = count;
  }
  return counts;
}

function within(counts: Counts, part: string): Counts {
  const known = counts[part];
  if (typeof known === 'object') return known;
  const fresh: Counts = {};
  counts[part] = fresh;
  return fresh;
}
