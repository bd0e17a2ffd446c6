/** What is told apart, such as provinces; every value that there can be, in the order in which it is shown. */
export interface Axis {
  name: string;
  values: readonly string[];
}

/**
 * A number of a chain and what it is of: nothing named is all of it, one axis named is one of its values, two
 * are values of neighbours.
 */
export interface Cell {
  of: Readonly<Record<string, string>>;
  count: number;
  /** How many people it comes from; where that is not known, as many as are counted. */
  people: number;
}

/** Something to be counted, with one value of each axis. */
export interface Entry {
  of: Readonly<Record<string, string>>;
  /** One where nothing is said. */
  count?: number;
  /** Whoever it comes from, by any name; entries without one are taken to come from as many people. */
  person?: number;
}

/**
 * Counts entries along a chain of axes: all of them, each value of each axis, and each pair of values of
 * neighbours. Axes that are no neighbours are never crossed, which is what makes the chain safe to reason about:
 * the tables hang together through the values they share alone.
 */
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

/** The name of a cell; the same for the same values in any order. */
export function keyOf(of: Cell['of']): string {
  return JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What every cell of a chain is of: all, then each axis, then each pair of neighbours. */
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

/** The cells that an entry is counted in. */
function placesOf(axes: readonly Axis[], of: Entry['of']): Cell['of'][] {
  const chosen = ({ name }: Axis) => of[name] ?? '';
  const single = axes.map((axis) => ({ [axis.name]: chosen(axis) }));
  const pairs = axes.slice(1).map((axis, at) => ({ ...single[at], [axis.name]: chosen(axis) }));
  return [{}, ...single, ...pairs];
}
