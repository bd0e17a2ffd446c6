import { expect, test } from 'vitest';
import { slopePerHour } from './slope.ts';

test('a value that grows by one in ten seconds grows by 360 in an hour', () => {
  const samples = [0, 10, 20, 30].map((at, n) => ({ at, value: 5 + n }));
  expect(slopePerHour(samples)).toBeCloseTo(360);
});

test('what goes up and down about the same value has next to no slope', () => {
  const samples = Array.from({ length: 100 }, (_, n) => ({ at: n * 10, value: 50 + (n % 2) }));
  expect(Math.abs(slopePerHour(samples))).toBeLessThan(1);
});

test('one sample, or many at the same time, have no slope', () => {
  expect(slopePerHour([{ at: 0, value: 9 }])).toBe(0);
  expect(
    slopePerHour([
      { at: 1, value: 1 },
      { at: 1, value: 9 },
    ]),
  ).toBe(0);
});
