import { expect, test } from 'vitest';
import { type Assessment, assess } from '../../src/matching/assess.ts';
import { SAME_ORDER } from '../../src/matching/choose-tier.ts';
import { CandidateFinder } from '../../src/matching/find-candidates.ts';
import { FEATURE_NAMES, THRESHOLDS } from '../../src/matching/judge.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import type { Manner } from '../../src/matching/message-form.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import { EVIDENCE, lookAgain, rowsOf, SEEN } from '../../src/matching/second-look.ts';
import { FACT_CHECKS } from './fact-checks.ts';
import { aConflict } from './tiers.ts';

const SHORT: Manner = { form: 'short', verifies: false, wonders: false };
const LONG: Manner = { form: 'long', verifies: false, wonders: false };
const QUESTION: Manner = { form: 'question', verifies: false, wonders: false };
const NEAR = FEATURE_NAMES.indexOf('near');
const TITLES = [
  'Bupati Garut membagikan kambing kepada petani cabai',
  'Nelayan Garut menemukan perahu kosong di teluk',
  'Jalan Garut ditutup sampai jembatan selesai',
  'Petani cabai membuang hasil panen ke sungai',
];

type Changes = Partial<Omit<Assessment, 'comparison'>> & {
  comparison?: Partial<Assessment['comparison']>;
};

/** Looks again at four candidates, of which some are changed, for a message that shares little with any. */
function look(changes: Record<number, Changes>, manner = SHORT, text = 'Garut ramai', model = 'm') {
  const library = new MatchIndex({ space: { model, dimensions: 2 }, retells: true });
  for (const [at, title] of TITLES.entries()) library.put({ id: `d${at}`, title, narratives: [] });
  for (const each of FACT_CHECKS) library.put(each);
  const words = readQuery(library, { text });
  const whole = readQuery(library, { text: TITLES.join(' ') });
  const candidates = assess(library, new CandidateFinder(library), { words: whole })
    .filter(({ slot }) => slot < TITLES.length)
    .toSorted((a, b) => a.slot - b.slot)
    .map(({ comparison, ...plain }): Assessment => {
      const { comparison: compared, ...rest } = changes[plain.slot] ?? {};
      const none = { score: 0.01, topic: 0, rank: 0 };
      return { ...plain, ...none, ...rest, comparison: { ...comparison, inOrder: 0, ...compared } };
    });
  return lookAgain(library, { words, manner }, candidates);
}

const COPY = { score: 0.95, comparison: { conflicts: [] } };
const leaderOf = (changes: Record<number, Changes>, manner?: Manner) =>
  look(changes, manner)[0]?.id;

test('a copy leads, of several the one that ranks highest, wherever the second look puts them', () => {
  for (const at of [0, 1, 2]) expect(leaderOf({ [at]: COPY })).toBe(`d${at}`);
  const several = (...ranks: number[]) =>
    Object.fromEntries(ranks.map((rank, at) => [at, { ...COPY, rank }]));
  expect(leaderOf(several(1, 2, 3))).toBe('d2');
  expect(leaderOf(several(1, 3, 2))).toBe('d1');
  expect(leaderOf(several(3, 2, 1))).toBe('d0');
});

test('a copy is what the first look would just answer, without a grave difference', () => {
  const plain = leaderOf({});
  const other = plain === 'd2' ? 1 : 2;
  expect(leaderOf({ [other]: { ...COPY, score: THRESHOLDS.answer } })).toBe(`d${other}`);
  expect(leaderOf({ [other]: { ...COPY, score: THRESHOLDS.answer - 0.001 } })).toBe(plain);
  const differs = { ...COPY, comparison: { conflicts: [aConflict()] } };
  expect(leaderOf({ [other]: differs })).toBe(plain);
});

test('a copy does not lead the answers to a question, and everything else keeps its order', () => {
  const idsOf = (found: readonly Assessment[]) => found.map(({ id }) => id);
  const plain = idsOf(look({}));
  const other = plain[0] === 'd2' ? 1 : 2;
  for (const manner of [SHORT, LONG])
    expect(idsOf(look({ [other]: COPY }, manner))).toEqual([
      `d${other}`,
      ...plain.filter((id) => id !== `d${other}`),
    ]);
  expect(idsOf(look({ [other]: COPY }, QUESTION))).toEqual(idsOf(look({}, QUESTION)));
});

test('the topic of a copy with another detail stays, that of words in another order does not', () => {
  const topicOf = (topic: number, inOrder: number) =>
    look({ 0: { topic, comparison: { inOrder } } }, SHORT, 'sesuatu').find(({ id }) => id === 'd0')
      ?.topic;
  expect(topicOf(0.8, SAME_ORDER)).toBe(0.8);
  expect(topicOf(0.3, SAME_ORDER)).toBe(0.3);
  expect(topicOf(0.29, SAME_ORDER)).toBe(0);
  expect(topicOf(0.8, SAME_ORDER - 0.01)).toBe(0);
});

test('what a model says counts where any candidate has a vector, and only then', () => {
  const near = (value: number) => ({
    0: { features: FEATURE_NAMES.map((_, at) => (at === NEAR ? value : 0)) },
  });
  const retold = (value: number, model: string) =>
    look(near(value), SHORT, 'Garut ramai', model).map(({ id, retold: sure }) => `${id} ${sure}`);
  expect(retold(0, 'e5')).toEqual(retold(0, 'm'));
  expect(retold(0.6, 'e5')).not.toEqual(retold(0.6, 'm'));
  expect(retold(-0.6, 'e5')).not.toEqual(retold(-0.6, 'm'));
});

/** By how much each of some candidates is nearer than its nearest rival, and ahead of the others in order. */
function standing(near: readonly number[], twins: readonly number[] = []) {
  const [template] = look({});
  if (!template) throw new Error('no candidate');
  const ordered = near.map((value, at) => ({
    assessment: { ...template, id: `${at}` },
    evidence: EVIDENCE.map((_, place) => (place === NEAR ? value : 0)),
    order: near.length - at,
  }));
  const areTwins = (one: number, other: number) =>
    one === other || (twins.includes(one) && twins.includes(other));
  return rowsOf({ ordered, areTwins }, SHORT, 9).map((row) => {
    const at = (name: string) => row[SEEN.indexOf(name)] ?? Number.NaN;
    return {
      ahead: ['ahead', 'aheadOfSecond', 'aheadOfThird'].map(at),
      nearest: Math.round(at('nearest') * 10) / 10,
    };
  });
}

test('each candidate is compared with the nearest of the others, but for its twins', () => {
  const nearest = (near: number[], twins?: number[]) =>
    standing(near, twins).map((row) => row.nearest);
  expect(nearest([0.9, 0.7, 0.2, 0.8])).toEqual([0.1, -0.2, -0.7]);
  expect(nearest([0.7, 0.9, 0.2, 0.1], [0, 1])).toEqual([0.5, 0.7, -0.7]);
  expect(nearest([0.5, -0.3])).toEqual([0.5, -0.8]);
});

test('each candidate is ahead of the others in their order, but for its twins', () => {
  const ahead = (near: number[], twins?: number[]) => standing(near, twins).map((row) => row.ahead);
  expect(ahead([0, 0, 0, 0])).toEqual([
    [1, 2, 3],
    [-1, 1, 2],
    [-2, -1, 1],
  ]);
  expect(ahead([0, 0, 0, 0], [0, 1])).toEqual([
    [2, 3, 6],
    [1, 2, 6],
    [-2, -1, 1],
  ]);
  const [first, , third] = ahead(Array.from({ length: 12 }, () => 0));
  expect([first, third]).toEqual([
    [1, 2, 3],
    [-2, -1, 1],
  ]);
});
