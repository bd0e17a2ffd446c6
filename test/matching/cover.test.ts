import { expect, test } from 'vitest';
import { CoverMeter } from '../../src/matching/cover.ts';
import type { MatchDocument } from '../../src/matching/match.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { readQuery } from '../../src/matching/read-query.ts';

/** How a fact-check covers a message; another one knows some more words. */
function cover(document: Partial<MatchDocument>, text: string) {
  const library = new MatchIndex();
  const own = { id: 'own', title: 'kambing petani cabai gerobak', narratives: [], ...document };
  library.put(own);
  library.put({ id: 'other', title: 'perahu nelayan teluk 77 video', narratives: [] });
  const meter = new CoverMeter(library, readQuery(library, { text }));
  const { ofQuery, found, missing, best } = meter.measure(0);
  const [kind] = [library.shelf.kindOf(best.field)];
  return { ofQuery, found, missing, best, kind };
}

/** The weight of a word that one document has. */
const ONE = cover({}, 'kambing').found;

/** In words of that weight. */
const inWords = (weight: number) => Math.round((weight / ONE) * 10) / 10;

test.each([
  ['all words', 'kambing petani cabai gerobak', 4, 1, 0],
  ['one word', 'kambing', 1, 1, 0],
  ['a word said twice', 'kambing kambing petani', 2, 1, 0],
  ['half of the words', 'kambing petani perahu nelayan', 2, 0.5, 2],
  ['a quarter', 'kambing perahu nelayan teluk', 1, 0.25, 3],
  ['one that another says twice', 'kambing perahu perahu', 1, 0.5, 1],
  ['none', 'perahu nelayan', 0, 0, 2],
  ['words that nobody knows', 'kambing zqwk', 1, 0.5, 0],
  ['words about the message', 'kambing petani video', 2, 0.9, 0],
  ['a request to check', 'tolong kambing petani', 2, 1, 0],
])('%s: what is found, its share, and what is missing', (_, ...[text, found, share, missing]) => {
  const told = cover({}, text);
  expect(inWords(told.found)).toBe(found);
  expect(told.ofQuery).toBeCloseTo(share, 1);
  expect(inWords(told.missing)).toBe(missing);
});

test('what several texts of a fact-check say is found once', () => {
  const told = cover(
    { narratives: ['kambing petani', 'kambing traktor'] },
    'kambing petani traktor',
  );
  expect([inWords(told.found), Math.round(told.ofQuery * 100)]).toEqual([3, 100]);
});

test.each([
  ['the title', {}, 'kambing petani cabai', 'title'],
  [
    'a narrative that says more of it',
    { narratives: ['kambing petani cabai perahu'] },
    'kambing perahu petani',
    'narrative',
  ],
  [
    'the title of texts that say the same',
    { claim: 'kambing petani cabai gerobak' },
    'kambing petani',
    'title',
  ],
  ['the claim that says no more than it', { claim: 'kambing petani' }, 'kambing petani', 'claim'],
  [
    'a long narrative with more words of it, though it says much else',
    { narratives: ['kambing petani perahu nelayan teluk sungai rakit jangkar layar dayung'] },
    'kambing petani perahu nelayan teluk',
    'narrative',
  ],
  ['never the summary', { summary: 'perahu nelayan teluk' }, 'perahu nelayan teluk', 'title'],
] as const)('a message is compared with %s', (_, document, text, kind) => {
  expect(cover(document as Partial<MatchDocument>, text).kind).toBe(kind);
});

test('of the best text it is told how much the message has, its rarest word and its numbers', () => {
  const title = 'kambing petani 40 77 12';
  const told = (text: string) => {
    const { best } = cover({ title }, text);
    return [inWords(best.found), Math.round(best.ofField * 100), best.numbers];
  };
  expect(told(title)).toEqual([expect.any(Number), 100, 3]);
  expect(told('kambing petani 40 12')[2]).toBe(2);
  expect(told('kambing petani')[2]).toBe(0);
  const { best } = cover({}, 'kambing petani');
  expect([best.ofField, inWords(best.rarest)]).toEqual([0.5, 1]);
  expect(cover({}, 'perahu').best).toMatchObject({ ofField: 0, rarest: 0, numbers: 0, found: 0 });
});

test('a misspelt word counts a little less than the word itself', () => {
  const { found } = cover({}, 'kambimg');
  expect(found).toBeGreaterThan(0.5 * ONE);
  expect(found).toBeLessThan(ONE);
});
