import { expect, test } from 'vitest';
import { assess } from '../../src/matching/assess.ts';
import { CandidateFinder } from '../../src/matching/find-candidates.ts';
import { findRelated } from '../../src/matching/find-related.ts';
import type { MatchDocument } from '../../src/matching/match.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import { createGenerator } from '../support/generate.ts';

const CLAIM = 'Bupati Garut membagikan kambing kepada petani cabai di lapangan Karangpawitan';
const SPACE = { model: 'm', dimensions: 2 };
const toDocument = (id: string, title: string, more: Partial<MatchDocument> = {}) => ({
  ...{ id, title, narratives: [] },
  ...more,
});

interface Given {
  vectors?: Record<string, Float32Array>;
  vector?: Float32Array;
  onlyCopies?: boolean;
}

/** The candidates for a message among some documents. */
function rank(documents: readonly MatchDocument[], text: string, given: Given = {}) {
  const library = new MatchIndex({ space: SPACE });
  for (const each of documents) library.put(each, given.vectors?.[each.id]);
  const words = readQuery(library, { text });
  return assess(library, new CandidateFinder(library), { ...given, words });
}

const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id);

test.each([
  ['the newest of equals', { publishedAt: '2024-05-01' }, { publishedAt: '2025-01-01' }, 'b'],
  ['one with a date', {}, { publishedAt: '2025-01-01' }, 'b'],
  ['of one day the smaller id', { publishedAt: '2025-01-01' }, { publishedAt: '2025-01-01' }, 'a'],
  ['without dates the smaller id', {}, {}, 'a'],
])('%s leads, in whatever order they came', (_, a, b, first) => {
  const both = [toDocument('a', CLAIM, a), toDocument('b', CLAIM, b)];
  for (const documents of [both, both.toReversed()])
    expect(idsOf(rank(documents, CLAIM))[0]).toBe(first);
});

test('what a document says in any of its texts leads to it, but for its summary', () => {
  const other = 'Nelayan menemukan perahu kosong di teluk';
  for (const more of [{ claim: CLAIM }, { narratives: ['lele', CLAIM] }])
    expect(rank([toDocument('a', other, more)], CLAIM)[0]?.cover.ofQuery).toBeGreaterThan(0.9);
  const [told] = rank([toDocument('a', other, { summary: CLAIM })], CLAIM);
  expect(told?.cover.ofQuery ?? 0).toBeLessThan(0.05);
});

test('how far a candidate leads is measured from the best one with another claim, not from its twin', () => {
  const lead = (...titles: string[]) =>
    rank(
      titles.map((title, at) => toDocument(`d${at}`, title)),
      CLAIM,
    )[0]?.score ?? 0;
  const strange = 'Nelayan menemukan perahu kosong di teluk';
  const alone = lead(CLAIM, strange);
  expect(lead(CLAIM, strange, CLAIM)).toBeCloseTo(alone, 1);
  expect(lead(CLAIM, CLAIM.replace('kambing', 'kambing betina'))).toBeCloseTo(alone, 1);
});

test('a message that copies nothing has no candidates where only copies are wanted', () => {
  const documents = [toDocument('a', CLAIM), toDocument('b', 'Petani cabai membuang panen')];
  const wanted = { onlyCopies: true };
  expect(rank(documents, 'petani cabai menjual traktor bekas', wanted)).toEqual([]);
  expect(rank(documents, 'petani cabai menjual traktor bekas').length).toBeGreaterThan(0);
  expect(idsOf(rank(documents, CLAIM, wanted))).toEqual(idsOf(rank(documents, CLAIM)));
});

test('what a vector says is near is compared too, though it shares no word; the nearest eight at most', () => {
  const near = Array.from({ length: 12 }, (_, n) =>
    toDocument(`n${n}`, `lele${'abcdefghijkl'[n]}`),
  );
  const vectors = Object.fromEntries(
    near.map(({ id }, n) => [id, Float32Array.of(Math.cos(n / 20), Math.sin(n / 20))]),
  );
  const opposite = { far: Float32Array.of(-1, 0) };
  const documents = [...near, toDocument('far', 'gurami'), toDocument('own', CLAIM)];
  const given = { vectors: { ...vectors, ...opposite }, vector: Float32Array.of(1, 0) };
  const found = idsOf(rank(documents, CLAIM, given));
  expect(found[0]).toBe('own');
  expect(found.toSorted()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'own']);
  expect(idsOf(rank(documents, CLAIM, { vectors: given.vectors }))).toEqual(['own']);
});

test('of very many alike no more than twenty are compared word by word', () => {
  const { factCheck } = createGenerator(4);
  const many = Array.from({ length: 60 }, (_, n) => toDocument(`d${n}`, `${CLAIM} ke ${n + 100}`));
  const found = rank([...many, ...Array.from({ length: 40 }, (_, n) => factCheck(n))], CLAIM);
  expect([found.length <= 20, found.length >= 6]).toEqual([true, true]);
});

/** What is on the topic of a message, by id. */
function relatedTo(text: string, documents: readonly MatchDocument[]) {
  const library = new MatchIndex();
  for (const each of documents) library.put(each);
  const words = readQuery(library, { text });
  return findRelated(library, new CandidateFinder(library), words);
}

const TOPIC = 'apakah vaksin polio sudah ada di puskesmas Garut';

test('of what is on the topic the newest leads, each subject once, four at most', () => {
  const titles = [
    'Vaksin polio mengandung babi',
    'Vaksin polio membuat anak lumpuh',
    'Vaksin polio ditanam keping pelacak',
    'Vaksin polio berasal dari monyet',
    'Vaksin polio dilarang dokter',
    'Vaksin polio dijual pejabat',
  ];
  const documents = titles.map((title, n) =>
    toDocument(`d${n}`, title, { publishedAt: `2024-0${n + 1}-01` }),
  );
  expect(relatedTo(TOPIC, documents)).toEqual(['d5', 'd4', 'd3', 'd2']);
  const twin = toDocument('twin', titles[5] ?? '', { publishedAt: '2023-01-01' });
  expect(relatedTo(TOPIC, [...documents.slice(4), twin])).toEqual(['d5', 'd4']);
});

test.each([
  ['of another subject', [toDocument('a', 'Nelayan menemukan perahu kosong')]],
  [
    'that only mentions it among much else',
    [
      toDocument(
        'a',
        'Menteri, gubernur, petani, nelayan dan pedagang membahas jalan tol, bendungan, vaksin dan kereta',
      ),
    ],
  ],
  [
    'that speaks of it in its summary alone',
    [toDocument('a', 'Nelayan menemukan perahu kosong', { summary: 'Vaksin polio itu aman.' })],
  ],
])('nothing %s is on the topic', (_, documents) => {
  expect(relatedTo(TOPIC, documents)).toEqual([]);
});

test('what was removed is neither a match nor on the topic', () => {
  const matcher = createMatcher([
    toDocument('a', 'Vaksin polio mengandung babi'),
    toDocument('b', CLAIM),
  ]);
  expect(matcher.match({ text: TOPIC }).related).toEqual(['a']);
  matcher.remove('a');
  const { related = [], matches } = matcher.match({ text: TOPIC });
  expect([related, idsOf(matches).includes('a')]).toEqual([[], false]);
});
