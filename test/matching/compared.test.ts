import { expect, test } from 'vitest';
import { type Assessment, assess } from '../../src/matching/assess.ts';
import { CandidateFinder } from '../../src/matching/find-candidates.ts';
import { FEATURE_NAMES } from '../../src/matching/judge.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { readQuery } from '../../src/matching/read-query.ts';

const SPACE = { model: 'm', dimensions: 2 };
const MESSAGE = 'kambing petani cabai gerobak perahu nelayan teluk sungai rakit jangkar';

interface Given {
  text?: string;
  vectors?: Readonly<Record<string, Float32Array>>;
  /** What else fact-checks say. */
  narratives?: Readonly<Record<string, string[]>>;
  /** Fact-checks that were taken back again. */
  removed?: readonly string[];
}

/** The candidates for a message among fact-checks with these titles. */
function compared(titles: Readonly<Record<string, string>>, given: Given = {}): Assessment[] {
  const { text = MESSAGE, vectors, narratives, removed = [] } = given;
  const library = new MatchIndex({ space: SPACE });
  for (const [id, title] of Object.entries(titles))
    library.put({ id, title, narratives: narratives?.[id] ?? [] }, vectors?.[id]);
  for (const id of removed) library.remove(id);
  const vector = vectors && Float32Array.of(1, 0);
  return assess(library, new CandidateFinder(library), {
    words: readQuery(library, { text }),
    vector,
  });
}

const idsOf = (found: readonly Assessment[]) => found.map(({ id }) => id).toSorted();
const words = (from: number, to: number) => MESSAGE.split(' ').slice(from, to).join(' ');
const numbered = (count: number, titleOf: (n: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`d${10 + n}`, titleOf(n)]));

/** By how much a candidate covers more of the message than the best one with another claim. */
function leads(titles: Readonly<Record<string, string>>, given?: Given) {
  const at = FEATURE_NAMES.indexOf('lead');
  const found = compared(titles, given).map(({ id, features }) => [id, features[at] ?? 0] as const);
  return Object.fromEntries(found.map(([id, lead]) => [id, Math.round(lead * 10) / 10]));
}

test('of very many that cover a message alike, the twenty with the first ids are compared', () => {
  const forth = numbered(40, () => words(0, 6));
  const back = Object.fromEntries(Object.entries(forth).toReversed());
  const first = Object.keys(forth).slice(0, 20);
  for (const titles of [forth, back]) expect(idsOf(compared(titles))).toEqual(first);
});

test('what else many say that cover a message alike does not decide which of them are compared', () => {
  const titles = numbered(40, () => words(0, 6));
  const first = Object.keys(titles).slice(0, 20);
  const rest = ['traktor lumbung bajak sabit cangkul padi gabah jerami pupuk irigasi'];
  const narratives = Object.fromEntries(first.map((id) => [id, rest]));
  expect(idsOf(compared(titles, { narratives }))).toEqual(first);
});

test('of many, those that cover most of a message are compared, whatever their ids', () => {
  const titles = { ...numbered(40, () => words(0, 5)), z1: words(0, 9), z2: words(1, 10) };
  const ids = idsOf(compared(titles));
  expect([ids.length, ids.includes('z1'), ids.includes('z2')]).toEqual([20, true, true]);
});

test('what covers far less than the best is compared only if it is among the first six', () => {
  const little = numbered(
    12,
    (n) => `${MESSAGE.split(' ')[n % 10]} ${'zqwxvkjy'[n % 8]}${n} lumbung`,
  );
  expect(idsOf(compared({ ...little, own: MESSAGE }))).toHaveLength(6);
  expect(idsOf(compared({ ...numbered(12, () => words(0, 6)), own: MESSAGE }))).toHaveLength(13);
});

test('a lead is over the best one with another claim', () => {
  expect(leads({ own: MESSAGE })).toEqual({ own: 1 });
  const half = words(0, 5);
  expect(leads({ own: MESSAGE, half: `${half} traktor lumbung bajak sabit cangkul` })).toEqual({
    own: 0.5,
    half: -0.5,
  });
  const third = `${words(0, 3)} traktor lumbung bajak sabit cangkul`;
  expect(
    leads({ own: MESSAGE, half: `${half} waduk bendung tanggul pompa selang`, third }),
  ).toEqual({
    own: 0.5,
    half: -0.5,
    third: -0.7,
  });
});

test('a text with nearly the same words is no rival, one with fewer is', () => {
  const rest = 'traktor lumbung bajak sabit cangkul';
  expect(leads({ own: MESSAGE, twin: words(0, 9) })).toEqual({ own: 1, twin: 0.9 });
  expect(leads({ own: MESSAGE, part: words(0, 4) })).toEqual({ own: 1, part: 0.4 });
  expect(
    leads({ own: `${words(0, 7)} ${rest}`, near: `${words(0, 7)} waduk bendung tanggul` }),
  ).toEqual({
    own: 0.7,
    near: 0.7,
  });
  expect(
    leads({ own: `${words(0, 7)} ${rest}`, far: `${words(0, 6)} waduk bendung tanggul pompa` }),
  ).toEqual({
    own: 0.1,
    far: -0.1,
  });
});

test('a vector brings the eight that are nearest, whatever was removed or came in which order', () => {
  const near = (angle: number) => Float32Array.of(Math.cos(angle), Math.sin(angle));
  const order = [7, 2, 11, 0, 9, 4, 1, 10, 5, 3, 8, 6];
  const name = (n: number) => `n${10 + n}`;
  const titles = Object.fromEntries(order.map((n) => [name(n), `lele${'abcdefghijkl'[n]}`]));
  const vectors = Object.fromEntries(order.map((n) => [name(n), near(n / 20)]));
  const expected = (from: number) => Array.from({ length: 8 }, (_, n) => name(from + n));
  expect(idsOf(compared(titles, { vectors }))).toEqual(expected(0));
  const removed = [name(0), name(1)];
  expect(idsOf(compared(titles, { vectors, removed }))).toEqual(expected(2));
  const turned = { ...vectors, n10: near(3), n11: Float32Array.of(0, 1) };
  expect(idsOf(compared(titles, { vectors: turned }))).toEqual(expected(2));
});
