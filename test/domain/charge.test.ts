import { expect, test } from 'vitest';
import { bucketOf, percentile, percentileOf } from '../../src/domain/stats/answer-time.ts';
import { countCharge, isPromised, priceOf, readCosts } from '../../src/domain/stats/charge.ts';
import { counterName, partsOf, plainName, sumBy } from '../../src/domain/stats/counter.ts';
import { aCharge } from '../support/builders.ts';

const purpose = { priority: 'verdict', flow: 'news', case: 'case.1' } as const;
const at = Date.parse('2026-11-24T23:30:00+07:00');

/** The counters of a charge, as they are read back. */
function counted(changes: Parameters<typeof aCharge>[0]) {
  const { day, tallies } = countCharge(aCharge({ at, purpose, ...changes }));
  return Object.entries(tallies).map(([name, count]) => ({ day, name, count }));
}

test('a billed message is counted by price and purpose, and once more for its case', () => {
  const charge = { market: '62', category: 'utility', type: 'regular' };
  const counters = counted(charge);
  expect(counters.map(({ day }) => day)).toEqual(['2026-11-24', '2026-11-24']);
  expect(counters.map(({ name }) => partsOf(name)[0])).toEqual(['cost', 'case-cost']);
  expect(readCosts(counters)).toEqual([
    {
      market: '62',
      category: 'utility',
      isBilled: true,
      priority: 'verdict',
      flow: 'news',
      count: 1,
    },
  ]);
});

test('a free message costs its case nothing', () => {
  const counters = counted({ type: 'free_customer_service' });
  expect(counters.map(({ name }) => partsOf(name)[0])).toEqual(['cost']);
  expect(readCosts(counters)).toMatchObject([{ isBilled: false }]);
});

test('an id cannot pass for parts of a name, nor make it any longer', () => {
  const name = counterName('case-cost', plainName('a.b c/ñ'));
  expect(partsOf(name)).toEqual(['case-cost', 'a_b_c__']);
  expect(plainName('x'.repeat(500))).toHaveLength(120);
});

test('a price is that of the market and the category, none where the table has none, nothing where it is free', () => {
  const rates = { utility: 20, marketing: 300 };
  const prices = {
    currency: 'IDR',
    source: 'x',
    verified: '2026-11-01',
    markets: [{ codes: ['62', 'ID'], rates }],
  };
  const cost = {
    market: 'ID',
    category: 'utility',
    isBilled: true,
    priority: 'answer',
    flow: 'tip',
    count: 3,
  };
  expect(priceOf(prices, cost)).toBe(60);
  expect(priceOf(prices, { ...cost, category: 'authentication' })).toBeUndefined();
  expect(priceOf(prices, { ...cost, market: '60' })).toBeUndefined();
  expect(priceOf(prices, { ...cost, market: '60', isBilled: false })).toBe(0);
});

test('what helps in danger or was promised does not give way', () => {
  const all = ['safety', 'verdict', 'answer', 'question', 'digest'] as const;
  const promised = all.filter((priority) => isPromised({ priority, flow: 'tip' }));
  expect(promised).toEqual(['safety', 'verdict']);
  expect(isPromised(undefined)).toBe(false);
});

test('sums leave out what has no key', () => {
  const items = [
    { of: 'a', count: 1 },
    { of: undefined, count: 5 },
    { of: 'a', count: 2 },
  ];
  expect([...sumBy(items, ({ of }) => of)]).toEqual([['a', 3]]);
});

test('a counted time is read back at most an eighth off, between its limits', () => {
  for (const ms of [11, 500, 2_345, 60_000, 3_600_000, 80_000_000]) {
    const read = percentileOf(new Map([[bucketOf(ms), 1]]), 0.5) ?? 0;
    expect(Math.abs(read / ms - 1)).toBeLessThan(0.125);
  }
  expect([0, 1, 10].map(bucketOf)).toEqual([10, 10, 10]);
  expect(bucketOf(Number.MAX_SAFE_INTEGER)).toBe(80);
});

test('a percentile is the value below which that part lies', () => {
  const values = [50, 10, 40, 20, 30];
  expect([0, 0.2, 0.5, 0.8, 1].map((part) => percentile(values, part))).toEqual([
    10, 10, 30, 40, 50,
  ]);
  expect(percentile([], 0.5)).toBeUndefined();
  const counts = new Map([
    [30, 9],
    [20, 90],
    [40, 1],
    [10, 0],
  ]);
  const buckets = [0.5, 0.9, 0.91, 0.99, 1].map((part) =>
    bucketOf(percentileOf(counts, part) ?? 0),
  );
  expect(buckets).toEqual([20, 20, 30, 30, 40]);
  expect(percentileOf(new Map(), 0.5)).toBeUndefined();
});
