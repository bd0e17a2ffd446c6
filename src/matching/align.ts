import { NumberSet } from './number-set.ts';
import type { QueryWord } from './read-query.ts';

/** Word of the message matched with a word of the field, by position. */
export interface Anchor {
  query: number;
  field: number;
}

/** Finds the heaviest chain of shared words in the same order on both sides. */
export function align(words: readonly QueryWord[], fieldRoots: readonly number[]): Anchor[] {
  const links = linkWords(words, fieldRoots);
  const best = new BestPrefix(fieldRoots.length);
  let last: Link | undefined;
  for (let start = 0; start < links.length; ) {
    let end = start;
    while (end < links.length && links[end]?.query === links[start]?.query) end += 1;
    const group = links.slice(start, end);
    for (const link of group) {
      link.before = best.upTo(link.field - 1);
      link.total = link.weight + (link.before?.total ?? 0) + nearness(link);
    }
    for (const link of group) {
      best.offer(link);
      if (!last || link.total > last.total) last = link;
    }
    start = end;
  }
  const chain: Anchor[] = [];
  for (let link = last; link; link = link.before)
    chain.push({ query: link.query, field: link.field });
  return chain.reverse();
}

interface Link extends Anchor {
  weight: number;
  total: number;
  before: Link | undefined;
}

// Small bonus for being close to the previous link, so that repeated words pair sensibly.
const NEARNESS = 0.02;
const MOST_LINKS = 4000;

function nearness(link: Link): number {
  if (!link.before) return 0;
  return NEARNESS / (link.field - link.before.field);
}

/** Roots of the message in one comparison. */
const WANTED = new NumberSet();

function linkWords(words: readonly QueryWord[], fieldRoots: readonly number[]): Link[] {
  WANTED.clear();
  for (const { anchor, roots } of words) if (anchor) for (const root of roots) WANTED.add(root);
  const places = new Map<number, number[]>();
  for (let field = 0; field < fieldRoots.length; field++) {
    const root = fieldRoots[field] ?? -1;
    if (!WANTED.has(root)) continue;
    const known = places.get(root);
    if (known) known.push(field);
    else places.set(root, [field]);
  }
  const links: Link[] = [];
  for (const [query, word] of words.entries()) {
    if (!word.anchor) continue;
    for (const root of word.roots) {
      for (const field of places.get(root) ?? []) {
        if (links.length >= MOST_LINKS) return links;
        links.push({ query, field, weight: word.weight + 0.05, total: 0, before: undefined });
      }
    }
  }
  return links;
}

/** Heaviest chain that ends at or before a position of the field (a Fenwick tree of maxima). */
class BestPrefix {
  private readonly tree: (Link | undefined)[];

  constructor(length: number) {
    this.tree = new Array<Link | undefined>(length + 1).fill(undefined);
  }

  upTo(field: number): Link | undefined {
    let best: Link | undefined;
    for (let at = field + 1; at > 0; at -= at & -at) {
      const link = this.tree[at];
      if (link && (!best || link.total > best.total)) best = link;
    }
    return best;
  }

  offer(link: Link): void {
    for (let at = link.field + 1; at < this.tree.length; at += at & -at) {
      const there = this.tree[at];
      if (!there || link.total > there.total) this.tree[at] = link;
    }
  }
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
