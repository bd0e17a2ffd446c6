import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess } from '../../src/matching/assess.ts';
import type { Vector } from '../../src/matching/embedder.ts';
import { CandidateFinder } from '../../src/matching/find-candidates.ts';
import { FEATURE_NAMES } from '../../src/matching/judge.ts';
import type { MatchDocument } from '../../src/matching/match.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { createMatcher, type Matcher, openMatcher } from '../../src/matching/matcher.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import { VectorShelf } from '../../src/matching/vector-shelf.ts';
import { seededNumbers } from '../support/generate.ts';
import { FACT_CHECKS } from './fact-checks.ts';

const SPACE = { model: 'a', dimensions: 6 };
// Whole numbers of which the largest is 127 are kept as they are, so that cosines can be told exactly.
const vector = fc
  .tuple(
    fc.constantFrom(127, -127),
    fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 5, maxLength: 5 }),
  )
  .map(([first, others]): Vector => Float32Array.of(first, ...others));
const id = fc.integer({ min: 0, max: 90 }).map((number) => `d${number}`);
type Change =
  | { type: 'put'; id: string; vector: Vector | undefined }
  | { type: 'remove'; id: string };
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    type: fc.constant('put' as const),
    id,
    vector: fc.option(vector, { nil: undefined }),
  }),
  fc.record({ type: fc.constant('remove' as const), id }),
);

test('documents keep their own vectors through changes, rebuilding and snapshots', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 100, maxLength: 300 }), vector, (changes, asked) => {
      const matcher = createMatcher([], { space: SPACE });
      const expected = new Map<string, Vector | undefined>();
      for (const one of changes) apply(matcher, expected, one);
      const nearest = [...expected]
        .map(([name, own]) => ({ name, near: cosine(own, asked) }))
        .filter(({ near }) => near > 0)
        .sort((a, b) => b.near - a.near || (a.name < b.name ? -1 : 1))
        .slice(0, 8);
      for (const opened of [matcher, openMatcher(matcher.snapshot(), { space: SPACE })]) {
        const found = opened.match({ text: 'sesuatu', vector: asked }).matches;
        expect(found.map((match) => match.id).sort()).toEqual(
          nearest.map(({ name }) => name).sort(),
        );
      }
    }),
    { numRuns: 50 },
  );
});

test('a fact-check without a shared word is a candidate only by its vector, and never answered', () => {
  const matcher = createMatcher(FACT_CHECKS, { space: SPACE });
  const document = { id: 'jauh', title: 'Genangan merendam hunian', narratives: [] };
  matcher.put(document, Float32Array.of(0, 0, 1, 0, 0, 0));
  const text = 'banyu masuk omah';
  expect(matcher.match({ text }).matches.map((match) => match.id)).not.toContain('jauh');
  const near = matcher.match({ text, vector: Float32Array.of(0, 0, 1, 0, 0, 0) });
  expect(near.matches.map((match) => match.id)).toContain('jauh');
  expect(near.tier).toBe('none');
});

test('the nearest are compared even where many others share more words', () => {
  const library = new MatchIndex({ space: SPACE });
  for (let number = 0; number < 60; number++) {
    library.put({ id: `d${number}`, title: `harga beras naik ${number}`, narratives: [] });
  }
  const direction = Float32Array.of(0, 1, 0, 0, 0, 0);
  library.put({ id: 'jauh', title: 'padi kian mahal', narratives: [] }, direction);
  const reading = { words: readQuery(library, { text: 'harga beras naik' }), vector: direction };
  const found = assess(library, new CandidateFinder(library), reading);
  const near = (name: string) =>
    found.find((one) => one.id === name)?.features[FEATURE_NAMES.indexOf('near')];
  expect([near('jauh'), near(found[0]?.id ?? '')]).toEqual([1, 0]);
});

test('without vectors a matcher made for them matches as any other', () => {
  const [plain, other] = [createMatcher(FACT_CHECKS), createMatcher(FACT_CHECKS, { space: SPACE })];
  for (const { title } of FACT_CHECKS) {
    expect(other.match({ text: title })).toEqual(plain.match({ text: title }));
  }
});

test('a vector of another length is an error and leaves the matcher as it was', () => {
  const matcher = createMatcher([], { space: SPACE });
  const long = new Float32Array(7).fill(1);
  const document = { id: 'a', title: 'Bantuan tunai', narratives: [] };
  expect(() => matcher.put(document, long)).toThrow('7 numbers came where 6 belong');
  expect(() => matcher.match({ text: 'bantuan', vector: long })).toThrow('where 6 belong');
  expect(() => createMatcher().put(document, long)).toThrow('where 0 belong');
  expect([matcher.size, matcher.match({ text: 'bantuan tunai' }).matches]).toEqual([0, []]);
});

test('a snapshot with vectors of another model, or with none, opens without them', () => {
  const document: MatchDocument = { id: 'a', title: 'Bantuan tunai gratis', narratives: [] };
  const [matcher, direction] = [
    createMatcher([], { space: SPACE }),
    Float32Array.of(1, 0, 0, 0, 0, 0),
  ];
  matcher.put(document, direction);
  const [snapshot, wordless] = [matcher.snapshot(), { text: 'sesuatu', vector: direction }];
  expect(openMatcher(snapshot, { space: SPACE }).withoutVector()).toEqual([]);
  for (const wanted of [
    { ...SPACE, model: 'b' },
    { ...SPACE, dimensions: 5 },
  ]) {
    const opened = openMatcher(snapshot, { space: wanted });
    expect([opened.space, opened.withoutVector()]).toEqual([wanted, ['a']]);
    expect(opened.match({ text: document.title }).matches[0]?.id).toBe('a');
  }
  const empty = openMatcher(createMatcher([document]).snapshot(), { space: SPACE });
  expect(empty.match(wordless).matches).toEqual([]);
  empty.putVector('a', direction);
  expect(empty.match(wordless).matches[0]?.id).toBe('a');
  const plain = openMatcher(snapshot);
  plain.put(document);
  expect(openMatcher(plain.snapshot()).size).toBe(1);
});

test('while the model is not known the stored vectors stay, and another model drops them', () => {
  const matcher = createMatcher([], { space: SPACE });
  matcher.put(
    { id: 'a', title: 'Bantuan tunai', narratives: [] },
    Float32Array.of(1, 0, 0, 0, 0, 0),
  );
  const opened = openMatcher(matcher.snapshot(), { space: 'stored' });
  expect([opened.space, opened.withoutVector()]).toEqual([SPACE, []]);
  opened.changeSpace({ model: 'b', dimensions: 2 });
  opened.putVector('gone', Float32Array.of(1, 0));
  expect(opened.withoutVector()).toEqual(['a']);
  opened.putVector('a', Float32Array.of(0, 1));
  expect(openMatcher(opened.snapshot(), { space: opened.space }).withoutVector()).toEqual([]);
});

test('of many vectors the signs choose which are compared, and the nearest are among them', () => {
  const space = { model: 'a', dimensions: 64 };
  const random = seededNumbers(7);
  const near = (to: Vector) => to.map((value) => value + (random() - 0.5) * 0.6);
  const drift = Float32Array.from({ length: 64 }, () => 0.4 + random()); // they all point one way
  const vectors = Array.from({ length: 6000 }, () => drift.map((part) => part + random() - 0.5));
  const shelf = new VectorShelf(space);
  for (let slot = 0; slot < 5000; slot++) shelf.add(shelf.shrink(undefined));
  expect([...shelf.shortlist(shelf.shrink(drift))]).toEqual([]);
  for (const [slot, one] of vectors.slice(0, 5000).entries()) shelf.set(slot, shelf.shrink(one));
  expect([...shelf.shortlist(shelf.shrink(drift))].length).toBeLessThan(2000);
  for (const one of vectors.slice(5000)) shelf.add(shelf.shrink(one));
  shelf.clear(17);
  const asked = [3, 17, 4999, 5000, 5999];
  const found = asked.map((slot) => {
    const list = [...shelf.shortlist(shelf.shrink(near(vectors[slot] ?? drift)))];
    expect(list.length).toBeLessThan(2000);
    return list.includes(slot);
  });
  expect(found).toEqual([true, false, true, true, true]);
});

function apply(matcher: Matcher, expected: Map<string, Vector | undefined>, one: Change): void {
  if (one.type === 'remove') {
    matcher.remove(one.id);
    expected.delete(one.id);
    return;
  }
  matcher.put({ id: one.id, title: `judul ${one.id}`, narratives: [] }, one.vector);
  expected.set(one.id, one.vector);
}

function cosine(a: Vector | undefined, b: Vector): number {
  const dot = (left: Vector, right: Vector) =>
    left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
  return a ? dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b) || 1) : 0;
}
