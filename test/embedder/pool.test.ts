import { expect, test } from 'vitest';
import { meanOf, toUnit } from '../../src/embedder/pool.ts';

test('the vector of a text is the mean of those of its tokens, at length one', () => {
  const table = Float32Array.of(1, 8, 5, 0);
  expect([...meanOf(table, 2)]).toEqual([3, 4]);
  expect(toUnit(meanOf(table, 2))).toEqual(Float32Array.of(0.6, 0.8));
});

test('zeros stay zeros, and numbers without end are an error', () => {
  expect(toUnit(new Float32Array(3))).toEqual(new Float32Array(3));
  expect(() => toUnit(Float32Array.of(1, Number.NaN))).toThrow('without end');
  expect(() => toUnit(Float32Array.of(Number.POSITIVE_INFINITY))).toThrow('without end');
});
