import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MatchDocument } from '../../src/matching/match.ts';
import { createMatcher, type Matcher, openMatcher } from '../../src/matching/matcher.ts';
import { SnapshotRefused } from '../../src/matching/snapshot.ts';
import { FACT_CHECKS } from './fact-checks.ts';

const WORDS =
  'menteri petani bupati menjual menemukan menyumbangkan membakar sumur masjid beras 75000 Kupang ' +
  'Ambon Prabowo Jokowi tidak bukan gratis pulsa bantuan dibagiin k4bar 𝗩𝗜𝗥𝗔𝗟 2024 35% hati2 é\u{FEFF}x';
const sentence = fc
  .array(fc.constantFrom(...WORDS.split(' ')), { maxLength: 14 })
  .map((words) => words.join(' '));
const document: fc.Arbitrary<MatchDocument> = fc.record({
  id: fc.integer({ min: 0, max: 12 }).map((number) => `d${number}`),
  title: sentence,
  claim: fc.option(sentence, { nil: undefined }),
  narratives: fc.array(sentence, { maxLength: 3 }),
  summary: fc.option(sentence, { nil: undefined }),
  publishedAt: fc.constantFrom(undefined, '2024-01-02', '2025-03-04'),
  verdict: fc.constantFrom(undefined, 'salah', 'benar'),
});
type Change = { type: 'put'; document: MatchDocument } | { type: 'remove'; id: string };
const change: fc.Arbitrary<Change> = fc.oneof(
  document.map((put) => ({ type: 'put' as const, document: put })),
  fc.integer({ min: 0, max: 12 }).map((number) => ({ type: 'remove' as const, id: `d${number}` })),
);
const changes = fc.array(change, { maxLength: 40 });

test('a matcher opened from a snapshot matches as the one it was taken of, also after changes', () => {
  fc.assert(
    fc.property(changes, changes, fc.array(sentence, { maxLength: 8 }), (before, after, texts) => {
      const taken = createMatcher(FACT_CHECKS);
      apply(taken, before);
      const expected = answers(taken, texts);
      const snapshot = taken.snapshot();
      const opened = openMatcher(snapshot);
      expect(answers(opened, texts)).toEqual(expected);
      expect(answers(taken, texts)).toEqual(expected);
      for (const matcher of [taken, opened]) apply(matcher, after);
      expect(answers(opened, texts)).toEqual(answers(taken, texts));
      expect(answers(openMatcher(opened.snapshot()), texts)).toEqual(answers(taken, texts));
      expect(answers(openMatcher(snapshot), texts)).toEqual(expected);
    }),
  );
});

test('a snapshot of nothing opens as nothing', () => {
  const matcher = openMatcher(createMatcher().snapshot());
  expect([matcher.size, matcher.match({ text: 'pulsa gratis' }).tier]).toEqual([0, 'none']);
});

test('a snapshot opens wherever its bytes begin', () => {
  const snapshot = createMatcher(FACT_CHECKS).snapshot();
  const moved = new Uint8Array(snapshot.length + 3);
  moved.set(snapshot, 3);
  expect(openMatcher(moved.subarray(3)).size).toBe(FACT_CHECKS.length);
});

test('what was removed or replaced takes no room in a snapshot', () => {
  const matcher = createMatcher(FACT_CHECKS);
  for (const known of FACT_CHECKS) matcher.put(known);
  matcher.put({ id: 'ular', title: FACT_CHECKS[0]?.title ?? '', narratives: [] });
  matcher.remove('ular');
  expect(matcher.snapshot().length).toBe(createMatcher(FACT_CHECKS).snapshot().length);
});

test('a snapshot that was cut off tells how much of it is left', () => {
  const snapshot = createMatcher(FACT_CHECKS).snapshot();
  const [left, whole] = [snapshot.length - 8, snapshot.length];
  expect(() => openMatcher(snapshot.subarray(0, left))).toThrow(
    `the snapshot is damaged: ${left} bytes instead of ${whole}`,
  );
});

test('damaged bytes are refused', () => {
  const snapshot = createMatcher(FACT_CHECKS).snapshot();
  fc.assert(
    fc.property(
      fc.nat({ max: snapshot.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      (at, by) => {
        const damaged = snapshot.slice();
        damaged[at] = (damaged[at] ?? 0) ^ by;
        expect(() => openMatcher(damaged)).toThrow(SnapshotRefused);
      },
    ),
  );
  fc.assert(
    fc.property(fc.nat({ max: snapshot.length - 1 }), (length) => {
      expect(() => openMatcher(snapshot.subarray(0, length))).toThrow(SnapshotRefused);
    }),
  );
});

test('the snapshot of another version is refused by name', () => {
  const snapshot = createMatcher().snapshot();
  const withNumber = (place: number) => {
    const other = snapshot.slice();
    new Uint32Array(other.buffer)[place] = 99;
    return () => openMatcher(other);
  };
  expect(withNumber(0)).toThrow('no snapshot');
  expect(withNumber(1)).toThrow('format 99');
  expect(withNumber(2)).toThrow('reads texts differently');
});

function apply(matcher: Matcher, all: readonly Change[]): void {
  for (const one of all) {
    if (one.type === 'put') matcher.put(one.document);
    else matcher.remove(one.id);
  }
}

function answers(matcher: Matcher, texts: readonly string[]) {
  const known = FACT_CHECKS.map(({ title }) => title);
  return [matcher.size, ...[...known, ...texts].map((text) => matcher.match({ text }))];
}
