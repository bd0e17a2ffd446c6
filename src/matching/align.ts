import { withRoom } from './growing-array.ts';
import type { QueryWord } from './read-query.ts';

/** Word of the message matched with a word of the field, by position. */
export interface Anchor {
  query: number;
  field: number;
}

/** Finds the heaviest chain of shared words in the same order on both sides. */
export function align(words: readonly QueryWord[], stored: readonly { root: number }[]): Anchor[] {
  const count = linkWords(words, stored);
  BEST = withRoom(BEST, stored.length + 1).fill(NONE, 0, stored.length + 1);
  let last = NONE;
  for (let start = 0; start < count; ) {
    let end = start;
    for (; end < count && QUERY[end] === QUERY[start]; end++) {
      const field = FIELD[end] as number; // within bounds, as below
      const before = bestUpTo(field - 1);
      BEFORE[end] = before;
      if (before === NONE) continue;
      const near = NEARNESS / (field - (FIELD[before] as number));
      TOTAL[end] = (TOTAL[end] as number) + (TOTAL[before] as number) + near;
    }
    for (; start < end; start++) {
      offer(start, stored.length + 1);
      if (last === NONE || isHeavier(start, last)) last = start;
    }
  }
  const chain: Anchor[] = [];
  for (let link = last; link !== NONE; link = BEFORE[link] as number)
    chain.push({ query: QUERY[link] as number, field: FIELD[link] as number });
  return chain.reverse();
}

// Small bonus for being close to the previous link, so that repeated words pair sensibly.
const NEARNESS = 0.02;
const MOST_LINKS = 4000;

/** Links of the current comparison, by number: the places of both words, the weight of the heaviest chain that ends there, and the link before it. */
const QUERY = new Uint32Array(MOST_LINKS);
const FIELD = new Uint32Array(MOST_LINKS);
const TOTAL = new Float64Array(MOST_LINKS);
const BEFORE = new Int32Array(MOST_LINKS);
const NONE = -1;

/** The first place of each root in the field, and after each place the next of the same root, counted from 1. */
let FIRST = new Uint32Array(1024);
let NEXT = new Uint32Array(512);

/** Links the words that are the same on both sides, in the order of the message; returns how many. */
function linkWords(words: readonly QueryWord[], stored: readonly { root: number }[]): number {
  NEXT = withRoom(NEXT, stored.length + 1);
  for (let place = stored.length; place > 0; place--) {
    const root = stored[place - 1]?.root ?? 0;
    FIRST = withRoom(FIRST, root + 1);
    NEXT[place] = FIRST[root] ?? 0;
    FIRST[root] = place;
  }
  let count = 0;
  for (let query = 0; query < words.length; query++) {
    const { anchor, roots, weight } = words[query] as QueryWord; // within bounds
    if (!anchor) continue;
    for (const root of roots) {
      let place = FIRST[root] ?? 0;
      for (; place > 0 && count < MOST_LINKS; place = NEXT[place] ?? 0) {
        QUERY[count] = query;
        FIELD[count] = place - 1;
        TOTAL[count] = weight + 0.05;
        count += 1;
      }
    }
  }
  for (const { root } of stored) FIRST[root] = 0;
  return count;
}

/** The heaviest chain that ends at or before a place of the field (a Fenwick tree of maxima). */
let BEST = new Int32Array(512);

function bestUpTo(field: number): number {
  let best = NONE;
  for (let at = field + 1; at > 0; at -= at & -at) {
    const link = BEST[at] as number;
    if (link !== NONE && (best === NONE || isHeavier(link, best))) best = link;
  }
  return best;
}

function offer(link: number, length: number): void {
  for (let at = (FIELD[link] as number) + 1; at < length; at += at & -at) {
    const there = BEST[at] as number;
    if (there === NONE || isHeavier(link, there)) BEST[at] = link;
  }
}

function isHeavier(link: number, other: number): boolean {
  return (TOTAL[link] as number) > (TOTAL[other] as number);
}

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
export function findGaps(anchors: readonly Anchor[], queryLength: number, fieldLength: number) {
  const gaps: Gap[] = [];
  let [query, field] = [0, 0];
  for (let at = 0; at <= anchors.length; at++) {
    const stop = anchors[at] ?? { query: queryLength, field: fieldLength };
    if (stop.query > query || stop.field > field) {
      const edge = at === 0 || at === anchors.length;
      const missing = { from: field, to: stop.field };
      gaps.push({ query: { from: query, to: stop.query }, field: missing, edge });
    }
    [query, field] = [stop.query + 1, stop.field + 1];
  }
  return gaps;
}
