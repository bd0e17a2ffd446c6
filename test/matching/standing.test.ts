import { expect, test } from 'vitest';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { assess } from '../../src/matching/assess.ts';
import { mayAnswer } from '../../src/matching/choose-tier.ts';
import { CandidateFinder } from '../../src/matching/find-candidates.ts';
import { THRESHOLDS } from '../../src/matching/judge.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { mergeTwins } from '../../src/matching/merge-twins.ts';
import type { Manner } from '../../src/matching/message-form.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import { inOrder, lookAgain, measureAll, rowsOf, SEEN } from '../../src/matching/second-look.ts';
import { FACT_CHECKS } from './fact-checks.ts';

const SHORT: Manner = { form: 'short', verifies: false, wonders: false };
const QUESTION: Manner = { form: 'question', verifies: true, wonders: true };
const CLAIM = 'Bupati Garut membagikan kambing kepada petani cabai di lapangan Karangpawitan';
const TITLES = {
  own: CLAIM,
  sapi: 'Bupati Garut membagikan sapi kepada nelayan di pelabuhan Santolo',
  jalan: 'Jalan di lapangan Karangpawitan ditutup sampai Desember',
  cabai: 'Petani cabai membuang hasil panen ke sungai',
};

function libraryOf(titles: Record<string, string>) {
  const library = new MatchIndex({ truthOf, retells: true });
  for (const each of FACT_CHECKS) library.put(each);
  for (const [id, title] of Object.entries(titles)) library.put({ id, title, narratives: [] });
  return library;
}

/** The candidates for a message before and after the second look. */
function look(titles: Record<string, string>, text: string, manner: Manner = SHORT) {
  const library = libraryOf(titles);
  const words = readQuery(library, { text });
  const candidates = assess(library, new CandidateFinder(library), { words });
  return { library, words, candidates, judged: lookAgain(library, { words, manner }, candidates) };
}

/** What the trees see of the first candidates, by name; candidates are ordered by one piece of evidence. */
function seen(text: string, manner: Manner) {
  const { library, words, candidates } = look(TITLES, text);
  const ordered = inOrder(measureAll(library, words, candidates), [1]);
  const twins = mergeTwins(library, ordered);
  return {
    order: ordered.map(({ order }) => order),
    rows: rowsOf(twins, manner, library.size).map((row) => {
      expect(row).toHaveLength(SEEN.length);
      return Object.fromEntries(SEEN.map((name, at) => [name, row[at] ?? Number.NaN]));
    }),
  };
}

test('the first three candidates are seen, each with how far it is ahead of the others', () => {
  const { order, rows } = seen(CLAIM, SHORT);
  expect(order.length).toBeGreaterThan(3);
  expect(order).toEqual(order.toSorted((a, b) => b - a));
  expect(rows.map((row) => row.order)).toEqual(order.slice(0, 3));
  for (const [at, row] of rows.entries()) {
    const others = order.filter((_, other) => other !== at);
    const ahead = others.slice(0, 3).map((other) => (order[at] ?? 0) - other);
    expect([row.ahead, row.aheadOfSecond, row.aheadOfThird]).toEqual(ahead);
    expect(row.nearest).toBe(0);
  }
});

test('one alone is as far ahead as can be', () => {
  const library = new MatchIndex({ retells: true });
  library.put({ id: 'own', title: CLAIM, narratives: [] });
  const words = readQuery(library, { text: CLAIM });
  const candidates = assess(library, new CandidateFinder(library), { words });
  const ordered = inOrder(measureAll(library, words, candidates), [1]);
  const [row = []] = rowsOf(mergeTwins(library, ordered), SHORT, 99);
  const at = (name: string) => row[SEEN.indexOf(name)];
  expect([at('ahead'), at('aheadOfSecond'), at('aheadOfThird'), at('size')]).toEqual([6, 6, 6, 2]);
  expect(Math.sign(at('copy') ?? 0)).toBe(1);
});

test.each([
  [SHORT, [0, 0, 0]],
  [QUESTION, [1, 1, 1]],
  [{ form: 'long', verifies: true, wonders: false } as const, [0, 1, 0]],
  [{ form: 'short', verifies: false, wonders: true } as const, [0, 0, 1]],
])('the manner %j is seen as %j', (manner, told) => {
  for (const { asks, verifies, wonders } of seen(CLAIM, manner).rows)
    expect([asks, verifies, wonders]).toEqual(told);
});

test('a copy leads whatever it resembles, and keeps its score; a changed one is never answered', () => {
  const { judged } = look(TITLES, CLAIM);
  const [best] = judged;
  expect([best?.id, best && best.score >= (best.copied ?? 1)]).toEqual(['own', true]);
  expect(best?.score).toBeGreaterThan(THRESHOLDS.answer);
  const [changed] = look(TITLES, CLAIM.replace('kambing', 'sapi')).judged;
  expect([changed?.id, changed && mayAnswer(changed)]).toEqual(['own', false]);
});

test('of a question, how alike the words are decides nothing alone', () => {
  const [best] = look(TITLES, 'Bupati Garut membagikan kambing kepada petani?', QUESTION).judged;
  const [told] = look(TITLES, 'Bupati Garut membagikan kambing kepada petani').judged;
  expect([best?.id, told?.id]).toEqual(['own', 'own']);
  expect(best?.score).toBeLessThan(best?.copied ?? 0);
  expect(told?.score).toBeGreaterThanOrEqual(told?.copied ?? 1);
});

test('every candidate stays, with its score as a copy for those that were judged', () => {
  const { candidates, judged } = look(TITLES, CLAIM);
  const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id).toSorted();
  expect(ids(judged)).toEqual(ids(candidates));
  const copied = judged.filter((each) => each.copied !== undefined);
  expect(copied).toHaveLength(3);
  for (const { id, copied: score } of copied)
    expect(score).toBe(candidates.find((each) => each.id === id)?.score);
  const rest = judged.filter((each) => each.copied === undefined);
  expect(rest.every(({ topic, retold }) => topic === 0 && retold === undefined)).toBe(true);
});

test.each(['apakah garut panas', 'lapangan mana yang buka', 'jual kambing murah', 'data petani'])(
  'too little is shared for a verdict: %s',
  (text) => {
    for (const manner of [SHORT, QUESTION]) {
      const { judged } = look(TITLES, text, manner);
      expect(judged.filter(({ score }) => score >= THRESHOLDS.answer)).toEqual([]);
    }
  },
);

test('what shares no telling word has no topic', () => {
  const { judged } = look(TITLES, 'kapan kereta layang beroperasi di lapangan');
  expect(judged.every(({ topic }) => topic < THRESHOLDS.confirm)).toBe(true);
});
