import { expect, test } from 'vitest';
import { isAnchor, isTelling, tellingness } from '../../src/matching/tellingness.ts';

test.each([
  ['a word of any sentence', 'yang', 0.1, false, false],
  ['a word about the message', 'video', 0.3, true, false],
  ['a number', '500', 0.3, true, false],
  ['an office', 'gubernur', 0.5, true, false],
  ['a word of two letters', 'qz', 0.6, true, true],
  ['a word of three letters', 'qzx', 1, true, true],
  ['a word of its own', 'kelapa', 1, true, true],
  ['a plea', 'sebarkan', 1, true, false],
])('%s says so much of a claim: %s', (_, word, telling, anchors, tells) => {
  expect([tellingness(word), isAnchor(word), isTelling(word)]).toEqual([telling, anchors, tells]);
});

test('a denial carries no match, and says nothing by itself', () => {
  expect([isAnchor('tidak'), isTelling('tidak')]).toEqual([false, false]);
});
