import subjects from './subjects.json' with { type: 'json' };

/** Daily counter in Jakarta time; says nothing about the citizens counted. */
export interface Counter {
  day: string;
  name: string;
  count: number;
}

/** What a turn adds to the tallies of its day, by name. */
export type Tallies = Readonly<Record<string, number>>;

/** Adds counts up by what they count as; what has no key is left out. */
export function sumBy<Item extends { count: number }, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key | undefined,
): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + item.count);
  }
  return sums;
}

/** Counters that are added once for their key, however often they come. */
export interface CountedOnce {
  key: string;
  day: string;
  tallies: Tallies;
}

/** Builds the name of a counter: what is counted, then of what, joined by dots; no part contains a dot. */
export function counterName(...parts: readonly [Subject, ...(string | number)[]]): string {
  return parts.join('.');
}

export function partsOf(name: string): string[] {
  return name.split('.');
}

export type Subject = keyof typeof subjects;

/** An id as part of a name: whatever is no letter, digit or hyphen becomes an underscore. */
export function plainName(id: string): string {
  return id.replaceAll(/[^\w-]/g, '_').slice(0, 120);
}
