import { expect, test } from 'vitest';
import {
  chooseTier,
  countOffered,
  mayAnswer,
  mayAnswerRetelling,
  offeredOf,
  SAME_ORDER,
  spareGenuine,
} from '../../src/matching/choose-tier.ts';
import type { MatchResult } from '../../src/matching/match.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import {
  ANSWER,
  aCandidate,
  aConflict,
  CONFIRM,
  type Id,
  library,
  type Sureness,
} from './tiers.ts';

const tierOf = (...candidates: [Id, Sureness?][]) =>
  chooseTier(
    library,
    candidates.map(([id, sureness]) => aCandidate(id, sureness)),
  );

test('the best candidate is answered, asked about or dropped by how sure it is', () => {
  expect(tierOf()).toBe('none');
  expect(tierOf(['bridge', { score: ANSWER }])).toBe('answer');
  expect(tierOf(['bridge', { score: ANSWER - 0.001 }])).toBe('confirm');
  expect(tierOf(['bridge', { score: 0, topic: CONFIRM }])).toBe('confirm');
  expect(tierOf(['bridge', { score: 0, topic: CONFIRM - 0.001 }])).toBe('none');
});

test('a detail that differs, or too few words, withholds the verdict of a copy', () => {
  expect(tierOf(['bridge', { conflicts: [aConflict()] }])).toBe('confirm');
  expect(tierOf(['bridge', { conflicts: [aConflict({ grave: false })] }])).toBe('answer');
  expect([1.14, 1.15].map((found) => mayAnswer(aCandidate('bridge', { found })))).toEqual([
    false,
    true,
  ]);
});

test.each<[string, Sureness, boolean]>([
  ['other numbers and names', { conflicts: [aConflict({ weight: 4.9 })] }, true],
  ['other words that weigh as much as a claim', { conflicts: [aConflict({ weight: 5 })] }, false],
  ['two such words', { conflicts: [aConflict({ weight: 3 }), aConflict({ weight: 2 })] }, false],
  ['words added', { conflicts: [aConflict({ how: 'added', weight: 9 })] }, true],
  ['a denial', { conflicts: [aConflict({ type: 'negation', how: 'added' })] }, false],
  ['a denial beside others', { conflicts: [aConflict(), aConflict({ type: 'negation' })] }, false],
  [
    'a denial that is not grave',
    { conflicts: [aConflict({ type: 'negation', grave: false, weight: 9 })] },
    true,
  ],
  ['nothing', {}, true],
  ['nothing, and too few words', { found: 1.14 }, false],
  ['nothing, and just enough words', { found: 1.15 }, true],
])('a retelling that differs in %s: %j may be answered: %s', (_, changes, isAllowed) => {
  const retelling = { inOrder: 0.2, retold: 0.9, ...changes };
  expect(mayAnswerRetelling(aCandidate('bridge', retelling))).toBe(isAllowed);
  expect(tierOf(['bridge', retelling])).toBe(isAllowed ? 'answer' : 'confirm');
});

test('from some share of words in the same order on, a retelling is judged as a copy', () => {
  const conflicts = [aConflict()];
  const isAllowed = (inOrder: number) =>
    mayAnswerRetelling(aCandidate('bridge', { inOrder, conflicts }));
  expect([SAME_ORDER - 0.01, SAME_ORDER].map(isAllowed)).toEqual([true, false]);
});

test('several are offered where the first is not probably the right one, and others are near', () => {
  const offered = (...retold: (number | undefined)[]) =>
    countOffered(
      retold.map((each) =>
        aCandidate('bridge', { score: 0.3, ...(each !== undefined && { retold: each }) }),
      ),
    );
  expect([offered(), offered(undefined, 0.4), offered(0.5, 0.4)]).toEqual([1, 1, 1]);
  expect([offered(0.49, 0.4), offered(0.49, 0.4, 0.3, 0.3)]).toEqual([2, 3]);
  expect([offered(0.4, 0.021), offered(0.4, 0.019)]).toEqual([2, 1]);
  expect([offered(0.1, 0.01), offered(0.1, 0.009), offered(0.4, undefined)]).toEqual([2, 1, 1]);
  const near = { score: 0.3, retold: 0.4 };
  expect(tierOf(['bridge', near], ['bank', near])).toBe('several');
  expect(tierOf(['bridge', near])).toBe('confirm');
});

test('what another fact-check as near calls true, and this one does not, is asked about', () => {
  const near: Sureness = { score: 0.89 };
  expect(tierOf(['bridge'], ['true', near])).toBe('confirm');
  expect(tierOf(['true'], ['bridge', near])).toBe('confirm');
  expect(tierOf(['bridge'], ['bank', near])).toBe('answer');
  expect(tierOf(['true'], ['true', near])).toBe('answer');
  expect(tierOf(['bridge'], ['bare', near], ['open', near])).toBe('answer');
  expect(tierOf(['bare'], ['true', near])).toBe('answer');
  expect(tierOf(['bridge'], ['true', { score: 0.88 }])).toBe('answer');
  const low = { score: ANSWER };
  expect(tierOf(['bridge', low], ['true', { score: ANSWER - 0.001 }])).toBe('answer');
  expect(tierOf(['bridge', low], ['true', low])).toBe('confirm');
});

test('a citizen is shown the best match, a few to choose from, or none', () => {
  const matches = ['a', 'b', 'c', 'd'].map((id) => ({ id, score: 0.2, differences: [] }));
  const shown = (found: Omit<MatchResult, 'matches'>) =>
    offeredOf({ ...found, matches }).map(({ id }) => id);
  expect(shown({ tier: 'several', offered: 2 })).toEqual(['a', 'b']);
  expect(shown({ tier: 'several' })).toEqual(['a', 'b', 'c']);
  expect([shown({ tier: 'answer' }), shown({ tier: 'confirm', offered: 3 })]).toEqual([
    ['a'],
    ['a'],
  ]);
  expect(shown({ tier: 'none' })).toEqual([]);
});

test('what leads to an institution itself is no copy of a scam in its name', () => {
  const index = new MatchIndex({ truthOf: () => 'false' });
  const title = 'Bank BRI bagi hadiah uang tunai 50 juta, klik tautan dan isi data diri';
  index.put({ id: 'gift', title, verdict: 'penipuan', narratives: [] });
  const found: MatchResult = {
    tier: 'answer',
    matches: [{ id: 'gift', score: 0.9, differences: [] }],
  };
  const tier = (text: string, tier: MatchResult['tier'] = 'answer') =>
    spareGenuine(index, { ...found, tier }, text).tier;
  expect(tier('Promo di https://bri.co.id/promo ya')).toBe('confirm');
  expect(tier('Promo di bri[.]co[.]id')).toBe('confirm');
  expect(tier('Promo di bri.co.id', 'confirm')).toBe('none');
  expect(tier('Promo di https://bri-hadiah.example')).toBe('answer');
  expect(tier('Promo di bri.co.id', 'none')).toBe('none');
  expect(spareGenuine(index, { tier: 'answer', matches: [] }, 'bri.co.id').tier).toBe('answer');
  index.put({ id: 'citing', title: `${title}, bukan bri.co.id`, verdict: 'salah', narratives: [] });
  const citing = { ...found, matches: [{ id: 'citing', score: 0.9, differences: [] }] };
  expect(spareGenuine(index, citing, 'Promo di bri.co.id').tier).toBe('answer');
  index.put({ id: 'news', title: 'Bank BRI tutup sebulan', verdict: 'salah', narratives: [] });
  const news = { ...found, matches: [{ id: 'news', score: 0.9, differences: [] }] };
  expect(spareGenuine(index, news, 'Kata bri.co.id begitu').tier).toBe('answer');
  const several = spareGenuine(index, { ...found, tier: 'several', offered: 2 }, 'bri.co.id');
  expect(several).toEqual({ ...found, tier: 'none' });
});
