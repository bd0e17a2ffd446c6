import { expect, test } from 'vitest';
import { chooseFusedTier, withholdFromDebunk } from '../../src/matching/choose-fused-tier.ts';
import { fuse, type Ranking, setAsideOther, supportOf } from '../../src/matching/fuse.ts';
import type { FileHit } from '../../src/matching/match.ts';
import { addsWords, deniesOther, isTellingInPicture } from '../../src/matching/says-other.ts';
import { aCandidate, aConflict, aRanking, CONFIRM, library, wordsOf } from './tiers.ts';

const hit = (id: string, changes: Partial<FileHit> = {}): FileHit => ({
  ...{ id, type: 'picture', grip: 'sure', alike: 0.9 },
  ...changes,
});

function tierOf(rankings: readonly Ranking[], hits: readonly FileHit[], saysMore = false) {
  return chooseFusedTier(library, { rankings, fused: fuse(rankings, hits), saysMore });
}

/** What a picture with a stamp on it leads to, after a first tier. */
function stamped(tier: 'answer' | 'confirm' | 'several' | 'none', ...[rankings, hits]: Asked) {
  const [best] = fuse(rankings, hits);
  return withholdFromDebunk(library, { tier, matches: [] }, { rankings, best });
}
type Asked = [rankings: readonly Ranking[], hits: readonly FileHit[]];

const unlikely = { score: 0.05, topic: 0.05 };

test('the same file answers alone, unless the message says more or there is a doubt', () => {
  expect(tierOf([], [])).toBe('none');
  expect(tierOf([], [hit('bridge')])).toBe('answer');
  expect(tierOf([], [hit('bridge')], true)).toBe('confirm');
  expect(tierOf([], [hit('bridge', { doubt: 'part' })])).toBe('confirm');
  expect(tierOf([], [hit('bridge', { doubt: 'changed' })])).toBe('confirm');
  expect(tierOf([], [hit('bridge', { grip: 'likely' })])).toBe('confirm');
  expect(tierOf([], [hit('bridge', { doubt: 'part' }), hit('bridge')])).toBe('answer');
  expect(tierOf([], [hit('bridge', { doubt: 'changed' }), hit('bridge')])).toBe('confirm');
});

test('words near the same fact-check make a likely file an answer, a doubtful one not', () => {
  const near = [aRanking([aCandidate('bridge', { score: 0.3, topic: CONFIRM })])];
  expect(tierOf(near, [hit('bridge', { grip: 'likely' })])).toBe('answer');
  expect(tierOf(near, [hit('bridge', { grip: 'likely', doubt: 'shared' })])).toBe('confirm');
  const far = [aRanking([aCandidate('bridge', { score: 0.3, topic: CONFIRM - 0.01 })])];
  expect(tierOf(far, [hit('bridge', { grip: 'likely' })])).toBe('confirm');
  expect(tierOf(far, [hit('bridge', { grip: 'perhaps' })])).toBe('none');
  const changed = [aRanking([aCandidate('bridge')])];
  expect(tierOf(changed, [hit('bridge', { doubt: 'changed' })])).toBe('answer');
});

test('a detail that differs in a piece about it withholds the verdict, one far from it does not', () => {
  const other = { conflicts: [aConflict()], score: 0.8 };
  expect(tierOf([aRanking([aCandidate('bridge', other)])], [hit('bridge')])).toBe('confirm');
  const far = { ...other, score: 0.05, topic: CONFIRM - 0.01 };
  expect(tierOf([aRanking([aCandidate('bridge', far)])], [hit('bridge')])).toBe('answer');
  const edge = { ...other, score: 0.05, topic: CONFIRM };
  expect(tierOf([aRanking([aCandidate('bridge', edge)])], [hit('bridge')])).toBe('confirm');
});

test('a picture that two fact-checks of other verdicts have is asked about', () => {
  expect(tierOf([], [hit('bridge'), hit('true')])).toBe('confirm');
  expect(tierOf([], [hit('bridge'), hit('bank')])).toBe('confirm');
  expect(tierOf([], [hit('bridge'), hit('flood')])).toBe('answer');
  expect(tierOf([aRanking([aCandidate('true', { score: 0.9 })])], [hit('bridge')])).toBe('answer');
  expect(tierOf([], [hit('bridge'), hit('true', { grip: 'perhaps' })])).toBe('answer');
  const words = [aRanking([aCandidate('bridge', { score: 0.9 })])];
  expect(tierOf(words, [hit('bridge'), hit('true')])).toBe('answer');
});

test('words that leave several to choose from do so beside a file that says nothing', () => {
  const near = { score: 0.3, retold: 0.4, topic: 0.3 };
  const several = aRanking([aCandidate('bridge', near), aCandidate('bank', near)]);
  const nothing = aRanking([aCandidate('open', unlikely)]);
  expect(tierOf([several, nothing], [])).toBe('several');
  expect(tierOf([nothing], [])).toBe('none');
  expect(tierOf([several], [hit('bridge')])).not.toBe('several');
  const one = aRanking([aCandidate('bridge', { ...near, retold: 0.6 })]);
  expect(tierOf([several, one], [])).toBe('confirm');
});

test('words of a picture that deny it, or say something else, are asked about', () => {
  const read = (text: string) => [aRanking([], { source: 'picture', text })];
  expect(tierOf(read('jembatan Cimuntur roboh'), [hit('bridge')])).toBe('answer');
  expect(tierOf(read('jembatan Cimuntur tidak roboh'), [hit('bridge')])).toBe('confirm');
  expect(tierOf(read('HOAX jembatan'), [hit('bridge')])).toBe('confirm');
  expect(tierOf(read('gajah memakan sabun'), [hit('bridge')])).toBe('confirm');
  const typed = [aRanking([], { text: 'gajah memakan sabun, tidak roboh' })];
  expect(tierOf(typed, [hit('bridge')])).toBe('answer');
  const sure = (text: string) => [aRanking([aCandidate('bridge')]), ...read(text)];
  expect(tierOf(sure('gajah memakan sabun'), [hit('bridge')])).toBe('answer');
  expect(tierOf(sure('jembatan Cimuntur tidak roboh'), [hit('bridge')])).toBe('confirm');
  expect(tierOf(sure('HOAX jembatan'), [hit('bridge')])).toBe('confirm');
});

test('a stamp answers nobody: the claim is only called false where the store does so, too', () => {
  const words = [aRanking([aCandidate('bridge')])];
  expect(stamped('none', words, [])).toEqual({ tier: 'none', matches: [] });
  expect(stamped('answer', [], [])).toMatchObject({ tier: 'answer' });
  const debunked = { tier: 'confirm', matches: [], debunked: true };
  expect(stamped('answer', words, [])).toEqual(debunked);
  expect(stamped('answer', [aRanking([aCandidate('true')])], [])).toEqual({
    tier: 'confirm',
    matches: [],
  });
  expect(stamped('confirm', words, [])).toEqual({ tier: 'confirm', matches: [] });
  expect(stamped('several', words, [])).toMatchObject({ tier: 'several' });
  expect(stamped('several', words, [hit('bridge')])).toEqual(debunked);
});

test('a stamped picture is the known one if its words agree, are only denied, or cannot be read', () => {
  const isSame = (rankings: readonly Ranking[], changes: Partial<FileHit> = {}) =>
    stamped('confirm', rankings, [hit('bridge', changes)]).debunked ?? false;
  expect(isSame([])).toBe(true);
  expect(isSame([], { grip: 'likely' })).toBe(true);
  expect(isSame([], { grip: 'perhaps' })).toBe(false);
  expect(isSame([], { type: 'sound' })).toBe(false);
  const piece = (changes: object) => [aRanking([aCandidate('bridge', changes)])];
  expect(isSame(piece({ conflicts: [aConflict()] }))).toBe(false);
  expect(isSame(piece({ conflicts: [aConflict({ grave: false })] }))).toBe(true);
  expect(isSame(piece({ conflicts: [aConflict({ unsure: true })] }))).toBe(true);
  expect(isSame(piece({ conflicts: [aConflict({ type: 'negation' })] }))).toBe(true);
  expect(isSame(piece({ ...unlikely, conflicts: [aConflict()] }))).toBe(true);
  const other = aRanking([], { source: 'picture', text: 'gajah memakan sabun' });
  expect(isSame([other])).toBe(false);
  expect(isSame([other, ...piece({})])).toBe(true);
  expect(isSame([aRanking([], { source: 'speech', text: 'gajah memakan sabun' })])).toBe(true);
});

test('the likeliest document comes first, then what ranks higher, then the order of ids', () => {
  const order = (rankings: readonly Ranking[], hits: readonly FileHit[] = []) =>
    fuse(rankings, hits).map(({ id }) => id);
  expect(order([aRanking([aCandidate('bank', { score: 0.2 }), aCandidate('true')])])).toEqual([
    'true',
    'bank',
  ]);
  const even = { score: 0.02 };
  expect(
    order([
      aRanking([
        aCandidate('bank', { ...even, rank: 1 }),
        aCandidate('true', { ...even, rank: 2 }),
      ]),
    ]),
  ).toEqual(['true', 'bank']);
  expect(order([], [hit('b'), hit('c'), hit('a')])).toEqual(['a', 'b', 'c']);
  const [best] = fuse(
    [
      aRanking([aCandidate('bank', { score: 0.2 })]),
      aRanking([aCandidate('bank', { score: 0.6 })]),
    ],
    [],
  );
  expect(best?.best?.assessment.score).toBe(0.6);
});

test('what speaks for a match are its files and the words that say something, each piece once', () => {
  const rankings = [
    aRanking([aCandidate('bank', { score: 0.02 })]),
    aRanking([aCandidate('bank', { score: 0.019 })], { source: 'picture' }),
    aRanking([aCandidate('bank')], { source: 'all' }),
  ];
  const [found] = fuse(rankings, [hit('bank', { doubt: 'part', span: [1, 2] }), hit('true')]);
  expect(found && supportOf(found)).toEqual([
    { type: 'words', source: 'typed', score: 0.02 },
    { type: 'picture', grip: 'sure', alike: 0.9, span: [1, 2] },
  ]);
});

test('a template with other words is evidence against all but typed and very sure words', () => {
  const ranked = [aCandidate('bank', { score: 0.9 }), aCandidate('true', { score: 0.89 })];
  const others = [hit('bank', { doubt: 'other' }), hit('true', { doubt: 'other' }), hit('bridge')];
  const rankings = [aRanking(ranked), aRanking(ranked, { source: 'picture' })];
  const left = setAsideOther(rankings, others);
  expect(left.rankings.map((each) => each.ranked.map(({ id }) => id))).toEqual([
    ['bank', 'true'],
    ['bank'],
  ]);
  expect(left.hits.map(({ id }) => id)).toEqual(['bridge']);
});

test('one new word may be misread, two are something else; unsure ones and stamps are nothing', () => {
  const adds = (text: string, unsure: string[] = []) =>
    addsWords(library, 'bridge', wordsOf(text, unsure));
  expect([adds('gajah'), adds('gajah sabun'), adds('gajah gajah')]).toEqual([false, true, false]);
  expect(adds('gajah sabun', ['sabun'])).toBe(false);
  expect(adds('hoaks salah gajah')).toBe(false);
  expect(adds('jembat erjang imuntur')).toBe(false);
  expect(adds('17 2025')).toBe(true);
  expect(adds('jemb muntur')).toBe(false);
  expect(adds('imuntu embata')).toBe(false);
  expect(adds('jem mun gajah')).toBe(false);
});

test.each([
  ['gajah', true],
  ['2025', true],
  ['aku', false],
  ['hoaks', false],
  ['xqzt', false],
  ['bstrkt', false],
  ['kamis', true],
  ['a1b2c3', false],
  ['sebarkan', false],
  ['assalamualaikum', false],
  ['yang', false],
  ['ikan', true],
  ['oke', false],
  ['ngrbkt', false],
  ['x.ikan', false],
])('%s tells what a picture is about: %s', (word, isTelling) => {
  expect(isTellingInPicture(word)).toBe(isTelling);
});

test('a denial is one if the other does not have it', () => {
  const denies = (text: string, unsure: string[] = []) =>
    deniesOther(library, 'bridge', wordsOf(text, unsure));
  expect(denies('jembatan tidak roboh')).toBe(true);
  expect(denies('jembatan roboh')).toBe(false);
  expect(denies('jembatan tidak roboh', ['tidak'])).toBe(false);
  expect(denies('HOAKS jembatan roboh')).toBe(true);
  expect(denies('HOAKS jembatan roboh', ['HOAKS'])).toBe(false);
  expect(denies('jangan lupa bagikan')).toBe(false);
});
