import type { Axis } from '../../../src/domain/disclosure/aggregation-chain.ts';
import type { withhold } from '../../../src/domain/disclosure/withhold.ts';
import { greatest, least, type Programme } from './simplex.ts';

type PublishedCell = ReturnType<typeof withhold>[number];

/** The corners of the whole table, all axes crossed: more than is ever published, and what all of it sums up. */
export function cornersOf(axes: readonly Axis[]): Record<string, string>[] {
  return axes.reduce<Record<string, string>[]>(
    (corners, { name, values }) =>
      corners.flatMap((corner) => values.map((value) => ({ ...corner, [name]: value }))),
    [{}],
  );
}

/** Which corners a cell sums up. */
export function cornersIn(
  corners: readonly Record<string, string>[],
  of: PublishedCell['of'],
): number[] {
  return corners.flatMap((corner, at) =>
    Object.entries(of).every(([name, value]) => corner[name] === value) ? at : [],
  );
}

/** Between what each withheld number can lie for somebody who solves all that is published at once. */
export function attack(axes: readonly Axis[], published: readonly PublishedCell[]) {
  const corners = cornersOf(axes);
  const programme: Programme = {
    unknowns: corners.length,
    sums: published.flatMap(({ of, count }) =>
      count === null ? [] : { of: cornersIn(corners, of), to: count },
    ),
  };
  return (of: PublishedCell['of']) => {
    const wanted = cornersIn(corners, of);
    return { low: least(programme, wanted), high: greatest(programme, wanted) };
  };
}

/** The same by trying every table there can be; for small ones. */
export function attackByTrying(axes: readonly Axis[], published: readonly PublishedCell[]) {
  const corners = cornersOf(axes);
  const total = published[0]?.count ?? 0;
  const known = published.flatMap(({ of, count }) =>
    count === null ? [] : { of: cornersIn(corners, of), count },
  );
  const asked = published.map(({ of }) => cornersIn(corners, of));
  const bounds = published.map(() => ({ low: Number.POSITIVE_INFINITY, high: -1 }));
  const sumOf = (table: readonly number[], of: readonly number[]) =>
    of.reduce((sum, at) => sum + (table[at] ?? 0), 0);
  for (const table of tablesOf(total, corners.length)) {
    if (known.some(({ of, count }) => sumOf(table, of) !== count)) continue;
    for (const [at, of] of asked.entries()) {
      const bound = bounds[at];
      if (!bound) continue;
      const value = sumOf(table, of);
      bound.low = Math.min(bound.low, value);
      bound.high = Math.max(bound.high, value);
    }
  }
  return bounds;
}

/** Every way to share a total among so many places. */
function* tablesOf(total: number, places: number): Generator<number[]> {
  if (places === 1) {
    yield [total];
    return;
  }
  for (let first = 0; first <= total; first += 1) {
    for (const rest of tablesOf(total - first, places - 1)) yield [first, ...rest];
  }
}
