/** Axis of a table, such as provinces; lists every possible value in display order. */
export interface Axis {
  name: string;
  values: readonly string[];
}

/** Number of a chain: the total (no axis), of a value of one axis, or of a pair of values of two neighbours. */
export interface Cell {
  of: Readonly<Record<string, string>>;
  count: number;
  /** Number of people behind it; if unknown, as many as are counted. */
  people: number;
}

/** Something to count, with one value of each axis. */
export interface Entry {
  of: Readonly<Record<string, string>>;
  /** One if missing. */
  count?: number;
  /** Person behind it, under any number; entries without one count as separate people. */
  person?: number;
}

/** Counts the total, each value of each axis and each pair of neighbours' values; other axes are never crossed. */
export function countChain(axes: readonly Axis[], entries: readonly Entry[]): Cell[] {
  const counting = new Map(
    cellsOf(axes).map((of) => [keyOf(of), { of, count: 0, loose: 0, people: new Set<number>() }]),
  );
  for (const { of, count = 1, person } of entries) {
    for (const place of placesOf(axes, of)) {
      const cell = counting.get(keyOf(place));
      if (!cell) throw new Error(`no axis has ${JSON.stringify(place)}`);
      cell.count += count;
      if (person === undefined) cell.loose += count;
      else cell.people.add(person);
    }
  }
  return [...counting.values()].map(({ of, count, loose, people }) => ({
    of,
    count,
    people: people.size + loose,
  }));
}

/** Returns the key of a cell, independent of the order of its values. */
export function keyOf(of: Cell['of']): string {
  return JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Lists all cells of a chain: the total, then each axis, then each pair of neighbours. */
export function cellsOf(axes: readonly Axis[]): Cell['of'][] {
  const single = axes.flatMap(({ name, values }) => values.map((value) => ({ [name]: value })));
  const pairs = axes.flatMap((axis, at) => {
    const next = axes[at + 1];
    if (!next) return [];
    return axis.values.flatMap((value) =>
      next.values.map((other) => ({ [axis.name]: value, [next.name]: other })),
    );
  });
  return [{}, ...single, ...pairs];
}

function placesOf(axes: readonly Axis[], of: Entry['of']): Cell['of'][] {
  const chosen = ({ name }: Axis) => of[name] ?? '';
  const single = axes.map((axis) => ({ [axis.name]: chosen(axis) }));
  const pairs = axes.slice(1).map((axis, at) => ({ ...single[at], [axis.name]: chosen(axis) }));
  return [{}, ...single, ...pairs];
}
