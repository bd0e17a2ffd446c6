import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Axis,
  countChain,
  type Entry,
} from '../../../src/domain/disclosure/aggregation-chain.ts';
import { LEAST, withhold } from '../../../src/domain/disclosure/withhold.ts';
import { attack, attackByTrying, cornersOf } from './attacker.ts';
import { createBounds } from './bounds.ts';

const axis = (name: string, size: number): Axis => ({
  name,
  values: Array.from({ length: size }, (_, at) => `${name}${at}`),
});

/** A chain with so many things at each corner of the whole table, each from a person of its own. */
function chainOf(sizes: readonly number[], counts: readonly number[]) {
  const axes = sizes.map((size, at) => axis('abcde'[at] ?? '', size));
  const entries = cornersOf(axes).map((of, at): Entry => ({ of, count: counts[at] ?? 0 }));
  return { axes, cells: countChain(axes, entries) };
}

const someCounts = (corners: number, most: number) =>
  fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: most })), {
    minLength: corners,
    maxLength: corners,
  });

describe('what is withheld', () => {
  test('is every number below ten, nothing included, and what would tell it', () => {
    const { axes, cells } = chainOf([2, 2], [40, 3, 50, 60]);
    const shown = withhold(axes, cells).map(({ of, count }) => [Object.values(of).join(), count]);
    expect(shown).toEqual([
      ['', 153],
      ['a0', 43],
      ['a1', 110],
      ['b0', 90],
      ['b1', 63],
      ['a0,b0', null],
      ['a0,b1', null],
      ['a1,b0', null],
      ['a1,b1', null],
    ]);
  });

  test('is nothing where nothing is small', () => {
    const { axes, cells } = chainOf([2, 2], [40, 30, 50, 60]);
    expect(withhold(axes, cells).map(({ count }) => count)).toEqual(
      cells.map(({ count }) => count),
    );
  });

  test('is all where all of it is small', () => {
    const { axes, cells } = chainOf([2, 2], [1, 2, 3, 3]);
    expect(withhold(axes, cells).every(({ count }) => count === null)).toBe(true);
  });

  test('is what few people stand behind, however much they sent', () => {
    const axes = [axis('a', 3)];
    const entries = Array.from({ length: 90 }, (_, n): Entry => {
      if (n < 30) return { of: { a: 'a0' }, person: n % 9 };
      return { of: { a: n < 60 ? 'a1' : 'a2' }, person: n };
    });
    const [, few] = withhold(axes, countChain(axes, entries));
    expect(few).toEqual({ of: { a: 'a0' }, count: null });
  });
});

describe('nobody who knows everything published', () => {
  test.each([
    [[2, 2, 2], 8],
    [[3, 3], 9],
    [[7], 7],
  ])(
    'can tell in any table of %j what a small number is, by trying all tables',
    (sizes, corners) => {
      fc.assert(
        fc.property(someCounts(corners, 4), (counts) => {
          const least = 3;
          const total = counts.reduce((sum, each) => sum + each, 0);
          fc.pre(total >= least && total <= 9);
          const { axes, cells } = chainOf(sizes, counts);
          const published = withhold(axes, cells, least);
          const bounds = attackByTrying(axes, published);
          for (const [at, { count }] of cells.entries()) {
            if (count < least) expect(bounds[at]).toMatchObject({ low: 0 });
            if (count < least) expect(bounds[at]?.high).toBeGreaterThanOrEqual(least);
          }
        }),
        { numRuns: 40 },
      );
    },
  );

  test('has other bounds than those that the network gives', () => {
    fc.assert(
      fc.property(someCounts(8, 4), (counts) => {
        const total = counts.reduce((sum, each) => sum + each, 0);
        fc.pre(total >= 2 && total <= 9);
        const { axes, cells } = chainOf([2, 2, 2], counts);
        const published = withhold(axes, cells, 2);
        const hidden = new Set(published.flatMap(({ count }, at) => (count === null ? at : [])));
        const exact = attackByTrying(axes, published);
        const boundsOf = createBounds(axes, cells, hidden);
        for (const cell of cells.keys()) {
          expect(boundsOf(cell, total)).toEqual(exact[cell]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('can tell in a chain as long as a month has it what a small number is', () => {
    const sizes = [9, 5, 40, 7, 10];
    const axes = sizes.map((size, at) => axis('abcde'[at] ?? '', size));
    const skewed = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(skewed, { minLength: 100, maxLength: 1500 }), (places) => {
        const entries = places.map((place, person): Entry => {
          const valueAt = (at: number) => Math.floor((sizes[at] ?? 1) * (place[at] ?? 0) ** 3);
          return {
            of: Object.fromEntries(axes.map(({ name }, at) => [name, `${name}${valueAt(at)}`])),
            person,
          };
        });
        const cells = countChain(axes, entries);
        const published = withhold(axes, cells);
        const hidden = new Set(published.flatMap(({ count }, at) => (count === null ? at : [])));
        const boundsOf = createBounds(axes, cells, hidden);
        const small = cells.flatMap(({ count }, cell) => (count < LEAST ? cell : []));
        const bounds = small.map((cell) => boundsOf(cell, LEAST));
        expect(bounds.filter(({ low, high }) => low > 0 || high < LEAST)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  test('can tell in a larger table what a small number is, by linear programming', () => {
    fc.assert(
      fc.property(someCounts(36, 60), (counts) => {
        const { axes, cells } = chainOf([3, 4, 3], counts);
        const boundsFor = attack(axes, withhold(axes, cells));
        for (const { of, count } of cells) {
          if (count >= LEAST || (cells[0]?.count ?? 0) < LEAST) continue;
          const { low, high } = boundsFor(of);
          expect(low).toBeLessThan(1e-6);
          expect(high).toBeGreaterThan(LEAST - 1e-6);
        }
      }),
      { numRuns: 25 },
    );
  });
});
