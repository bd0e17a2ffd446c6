import { expect, test } from 'vitest';
import { createMatcher } from '../../src/matching/matcher.ts';

const TEXT = 'kabarnya telur plastik dijual di pasar Brebes sejak kemarin';
const matcher = createMatcher([
  {
    id: 'telur',
    title: 'Telur palsu dari plastik beredar di pasar',
    narratives: [],
    summary: 'Kabar dari Brebes',
  },
]);

test('who asks why is told the words that a claim and the message share, those that say most first', () => {
  const [match] = matcher.match({ text: TEXT, explains: true }).matches;
  expect(match?.shared).toEqual(['telur', 'plastik', 'pasar']);
});

test('who does not ask is not kept waiting for them', () => {
  const [match] = matcher.match({ text: TEXT }).matches;
  expect(match).not.toHaveProperty('shared');
});
