import { expect, test } from 'vitest';
import { watchHeap } from './heap.ts';

test('what is let go does not count, and what is kept does', () => {
  const kept: string[][] = [];
  const ask = (keeps: boolean) => {
    const heap = watchHeap(300);
    for (let request = 0; request < 300; request += 1) {
      const answer = Array.from({ length: 10_000 }, (_, at) => `${request}/${at}`);
      if (keeps) kept.push(answer);
      heap.answered();
    }
    return heap.excess();
  };
  expect(ask(false)).toBe(0);
  expect(ask(true)).toBeGreaterThan(1e6);
  expect(kept).toHaveLength(300);
});
