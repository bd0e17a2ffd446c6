import { expect, test } from 'vitest';
import type { MatchDocument } from '../../src/matching/match.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { mergeTwins } from '../../src/matching/merge-twins.ts';

const CLAIM = 'Video anak berjilbab menyanyi lagu gereja di rusun Jakarta';
const BARE: MatchDocument = { id: 'bare', title: CLAIM, narratives: [], verdict: 'salah' };
const OTHER: MatchDocument = {
  id: 'other',
  title: 'Rusun Jakarta dijual kepada orang asing',
  narratives: [],
  verdict: 'salah',
};

function orderOf(documents: readonly MatchDocument[]) {
  const library = new MatchIndex();
  for (const document of documents) library.put(document);
  const candidates = documents.map((_, slot) => ({ assessment: { slot } }));
  const { ordered, areTwins } = mergeTwins(library, candidates);
  const ids = ordered.map(({ assessment }) => library.heads.idOf(assessment.slot));
  return { ids, areTwins };
}

test('of two fact-checks of one claim the one that explains its verdict comes first, and the next claim before the other', () => {
  const full = {
    ...BARE,
    id: 'full',
    title: `“${CLAIM}”`,
    explanation: 'Videonya dari acara lain.',
  };
  const { ids, areTwins } = orderOf([BARE, OTHER, full]);
  expect(ids).toEqual(['full', 'other', 'bare']);
  expect([areTwins(0, 1), areTwins(1, 2), areTwins(0, 2)]).toEqual([false, false, true]);
});

test('of two that explain, the one that fits better stays first', () => {
  const told = { ...BARE, summary: 'Bukan.', publishedAt: '2019-01-02' };
  const newer = { ...told, id: 'newer', publishedAt: '2024-05-06' };
  expect(orderOf([told, newer]).ids).toEqual(['bare', 'newer']);
});

test('with another verdict it is another answer, and keeps its place', () => {
  const right = { ...BARE, id: 'right', verdict: 'benar', explanation: 'Ada.' };
  const { ids, areTwins } = orderOf([BARE, right]);
  expect([ids, areTwins(0, 1)]).toEqual([['bare', 'right'], false]);
});

test('a title that says more than another is another claim', () => {
  const more = { ...BARE, id: 'more', title: `${CLAIM} dibayar partai asing memakai dana bansos` };
  expect(orderOf([BARE, more]).areTwins(0, 1)).toBe(false);
});

test.each<[what: string, title: string, other: string, areTwins: boolean]>([
  [
    'seven of ten words',
    'kambing petani cabai gerobak perahu nelayan teluk sungai rakit jangkar',
    'kambing petani cabai gerobak perahu nelayan teluk traktor lumbung bajak',
    true,
  ],
  [
    'six of ten words and many small ones',
    'ini kambing yang itu dan petani cabai di gerobak ke perahu nelayan atau teluk sungai rakit jangkar',
    'ini kambing yang itu dan petani cabai di gerobak ke perahu nelayan atau sabit traktor lumbung bajak',
    false,
  ],
  ['small words alone', 'Ini yang itu', 'Ini dan itu', false],
])('titles that share %s', (_, title, other, are) => {
  const { areTwins } = orderOf([
    { ...BARE, title },
    { ...OTHER, title: other },
  ]);
  expect(areTwins(0, 1)).toBe(are);
});
