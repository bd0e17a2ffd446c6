import type { Anchor } from './align.ts';

/** Words between two shared ones on each side, from (inclusive) to (exclusive). */
export interface Gap {
  query: Span;
  field: Span;
  /** Whether the gap is before the first or after the last shared word. */
  edge: boolean;
}

export interface Span {
  from: number;
  to: number;
}

/** Returns the stretches of message and field between their shared words. */
export function findGaps(
  anchors: readonly Anchor[],
  queryLength: number,
  fieldLength: number,
): Gap[] {
  const gaps: Gap[] = [];
  const stops = [{ query: -1, field: -1 }, ...anchors, { query: queryLength, field: fieldLength }];
  for (const [at, stop] of stops.entries()) {
    const before = stops[at - 1];
    if (!before) continue;
    const query = { from: before.query + 1, to: stop.query };
    const field = { from: before.field + 1, to: stop.field };
    const edge = at === 1 || at === stops.length - 1;
    if (query.to > query.from || field.to > field.from) gaps.push({ query, field, edge });
  }
  return gaps;
}
