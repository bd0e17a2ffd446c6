import { expect, test } from 'vitest';
import { watchHeap } from '../support/heap.ts';

/** A copy of the module that has read nothing yet. */
const own: typeof import('../../src/matching/read-words.ts') = await import(
  `${import.meta.dirname}/../../src/matching/read-words.ts?own`
);

const MESSAGES = 1500;
const REST = ' kabar banjir'.repeat(1400);

test('a word that is kept keeps no whole message with it', () => {
  const heap = watchHeap(MESSAGES);
  for (let n = 0; n < MESSAGES; n++) {
    const word = `penyebar${1000 + n}`.replace(/\d/g, (digit) =>
      'kbctdgmnps'.charAt(Number(digit)),
    );
    const [first] = own.readWords(`${word}luasan,${REST}`);
    expect(first?.written).toBe(`${word}luasan`);
    heap.answered();
  }
  expect(heap.excess()).toBe(0);
});
