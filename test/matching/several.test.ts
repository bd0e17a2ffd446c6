import { expect, test, vi } from 'vitest';
import { offeredOf } from '../../src/matching/choose-tier.ts';
import type { FileHit, MatchResult, ReadText } from '../../src/matching/match.ts';
import { createMatcher } from '../../src/matching/matcher.ts';

// Words alone always leave a few to choose from here.
vi.mock(import('../../src/matching/choose-tier.ts'), async (load) => ({
  ...(await load()),
  chooseTier: () => 'several' as const,
}));

const BRIDGE = 'Foto jembatan Cimuntur roboh diterjang banjir kemarin sore';
const SIMILAR = 'Jembatan Cimuntur roboh';
const matcher = createMatcher(
  [
    { id: 'bridge', title: BRIDGE, narratives: [], verdict: 'salah' },
    { id: 'other', title: 'Jembatan Ciloseh roboh dimakan usia', narratives: [], verdict: 'salah' },
  ],
  { truthOf: (verdict) => (verdict === 'salah' ? 'false' : undefined) },
);
const remark: ReadText = { source: 'picture', text: 'dibagikan oleh grup warga' };
const likely: FileHit = { id: 'bridge', type: 'picture', grip: 'likely', alike: 0.8 };

test('words in a picture leave several to choose from as typed words do', () => {
  expect(matcher.match({ text: SIMILAR }).tier).toBe('several');
  expect(matcher.match({ text: '', read: [{ source: 'picture', text: SIMILAR }] }).tier).toBe(
    'several',
  );
  expect(matcher.match({ text: SIMILAR, read: [remark] }).tier).toBe('several');
});

test('a file that leads to one of them settles on it', () => {
  const other: FileHit = { ...likely, doubt: 'changed' };
  expect(matcher.match({ text: SIMILAR, hits: [other] }).tier).toBe('confirm');
});

test('a stamp on words that several fit says nothing of them, one on a known picture does', () => {
  const words = { text: '', read: [{ source: 'picture', text: SIMILAR } as const], debunks: true };
  const stamped = matcher.match(words);
  expect(stamped.tier).toBe('several');
  expect(stamped.debunked).toBeUndefined();
  expect(matcher.match({ ...words, hits: [likely] })).toMatchObject({
    tier: 'confirm',
    debunked: true,
  });
});

test('as many are offered as the matcher says, three where it says nothing, and none for none', () => {
  const matches = ['a', 'b', 'c', 'd'].map((id) => ({ id, score: 0.2, differences: [] }));
  const shown = (found: Omit<MatchResult, 'matches'>) => offeredOf({ ...found, matches }).length;
  expect(shown({ tier: 'several', offered: 2 })).toBe(2);
  expect(shown({ tier: 'several' })).toBe(3);
  expect([shown({ tier: 'answer' }), shown({ tier: 'confirm' })]).toEqual([1, 1]);
  expect(shown({ tier: 'none' })).toBe(0);
});
