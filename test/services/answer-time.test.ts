import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf, percentile, percentileOf } from '../../src/domain/stats/answer-time.ts';

function inBuckets(times: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const ms of times) counts.set(bucketOf(ms), (counts.get(bucketOf(ms)) ?? 0) + 1);
  return counts;
}

test('of no times there is no percentile', () => {
  expect(percentileOf(new Map(), 0.5)).toBeUndefined();
});

test('a percentile of buckets is at most an eighth off the true one', () => {
  const times = fc.array(fc.integer({ min: 10, max: 50_000_000 }), { minLength: 1 });
  fc.assert(
    fc.property(times, fc.constantFrom(0.5, 0.95, 1), (list, part) => {
      const told = percentileOf(inBuckets(list), part) ?? 0;
      const true_ = percentile(list, part) ?? 0;
      expect(told / true_).toBeGreaterThan(1 / 1.125);
      expect(told / true_).toBeLessThan(1.125);
    }),
  );
});

test('there are few buckets, whatever the time', () => {
  const buckets = [-5, 0, 1, 10, 1e3, 1e8, 1e15].map(bucketOf);
  expect(Math.min(...buckets)).toBe(10);
  expect(Math.max(...buckets)).toBe(80);
});
