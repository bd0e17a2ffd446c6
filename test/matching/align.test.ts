import { expect, test } from 'vitest';
import { type Anchor, align, findGaps } from '../../src/matching/align.ts';
import type { QueryWord } from '../../src/matching/read-query.ts';
import { seededNumbers } from '../support/generate.ts';

const word = (roots: number[], weight = 0.5, anchor = true): QueryWord => ({
  ...{ text: `w${roots}`, written: `w${roots}`, known: true, weightless: false, unsure: false },
  ...{ roots, weight, anchor },
});

/** What a link adds to its chain: neighbours pair a little rather than words far apart. */
const worth = (weight: number, field: number, before: number) =>
  weight + 0.05 + (before < 0 ? 0 : 0.02 / (field - before));

/** The weight of the heaviest chain, by trying all of them. */
function heaviest(words: readonly QueryWord[], stored: readonly number[], from = 0, before = -1) {
  const [word] = words.slice(from);
  if (!word) return 0;
  const { roots, weight, anchor } = word;
  let best: number = heaviest(words, stored, from + 1, before);
  for (let at = before + 1; anchor && at < stored.length; at += 1) {
    if (!roots.includes(stored[at] ?? -1)) continue;
    best = Math.max(best, worth(weight, at, before) + heaviest(words, stored, from + 1, at));
  }
  return best;
}

test('the chain of shared words is in the order of both sides, and none is heavier', () => {
  const random = seededNumbers(7);
  const lot = (below: number) => Math.floor(random() * below);
  for (let round = 0; round < 150; round += 1) {
    const words = Array.from({ length: lot(8) }, () =>
      word(random() < 0.2 ? [lot(6), 6] : [lot(6)], (1 + lot(10)) / 10, random() > 0.1),
    );
    const stored = Array.from({ length: lot(9) }, () => lot(7));
    const chain = align(
      words,
      stored.map((root) => ({ root })),
    );
    let [total, before] = [0, { query: -1, field: -1 }];
    for (const { query, field } of chain) {
      const { roots, weight, anchor } = words[query] as QueryWord;
      const rises = query > before.query && field > before.field;
      expect([anchor, roots.includes(stored[field] ?? -1), rises]).toEqual([true, true, true]);
      total += worth(weight, field, before.field);
      before = { query, field };
    }
    expect(total).toBeCloseTo(heaviest(words, stored));
  }
});

test('a repeated word pairs with the place next to the words before it', () => {
  const stored = [1, 9, 9, 2, 3, 9, 2, 9].map((root) => ({ root }));
  const chain = align([word([1]), word([2]), word([3])], stored);
  expect(chain.map(({ field }) => field)).toEqual([0, 3, 4]);
  const later = align([word([3]), word([2])], stored);
  expect(later.map(({ field }) => field)).toEqual([4, 6]);
  const near = align([word([3]), word([9])], stored);
  expect(near.map(({ field }) => field)).toEqual([4, 5]);
});

test('what one comparison left is not found by the next', () => {
  const long = Array.from({ length: 3000 }, (_, root) => ({ root }));
  expect(align([word([2999]), word([5])], long)).toHaveLength(1);
  expect(align([word([2999])], [{ root: 7 }])).toEqual([]);
  expect(align([word([7])], [{ root: 7 }])).toEqual([{ query: 0, field: 0 }]);
  expect(align([word([7])], [])).toEqual([]);
  expect(align([], long)).toEqual([]);
});

test('a text of one word over and over is compared with bounded work', () => {
  const words = Array.from({ length: 300 }, () => word([1]));
  const stored = Array.from({ length: 400 }, () => ({ root: 1 }));
  const chain = align(words, stored);
  expect(chain.length).toBeGreaterThan(5);
  expect(chain.every(({ query, field }) => query < 300 && field < 400)).toBe(true);
});

test('anchors and gaps together are all of both sides, in order; only the outer gaps are edges', () => {
  const random = seededNumbers(8);
  const lot = (below: number) => Math.floor(random() * below);
  for (let round = 0; round < 100; round += 1) {
    const anchors: Anchor[] = [];
    let [query, field] = [lot(3), lot(3)];
    for (let count = lot(5); count > 0; count -= 1) {
      anchors.push({ query, field });
      [query, field] = [query + 1 + lot(3), field + 1 + lot(3)];
    }
    const gaps = findGaps(anchors, query, field);
    for (const side of ['query', 'field'] as const) {
      const places = gaps.flatMap(({ [side]: { from, to } }) =>
        Array.from({ length: to - from }, (_, at) => from + at),
      );
      const all = [...places, ...anchors.map((anchor) => anchor[side])].toSorted((a, b) => a - b);
      const length = side === 'query' ? query : field;
      expect(all).toEqual(Array.from({ length }, (_, at) => at));
    }
    for (const gap of gaps) {
      const isFirst = gap.query.from === 0 && gap.field.from === 0;
      const isLast = gap.query.to === query && gap.field.to === field;
      expect(gap.edge).toBe(isFirst || isLast);
      expect(gap.query.from < gap.query.to || gap.field.from < gap.field.to).toBe(true);
    }
  }
});
