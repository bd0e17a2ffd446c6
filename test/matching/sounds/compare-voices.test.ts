import { expect, test } from 'vitest';
import {
  saysTheSame,
  straighten,
  usualError,
} from '../../../src/matching/sounds/compare-voices.ts';
import { VOICE_STEP } from '../../../src/matching/sounds/read-voice.ts';
import { seededNumbers } from '../../support/generate.ts';

/** Items of a made-up voice, of which no two are alike. */
function aVoice(seed: number, length: number): Uint32Array {
  const random = seededNumbers(seed);
  return Uint32Array.from({ length }, () => Math.floor(random() * (2 ** 32 - 2)) + 1);
}

const STORED = aVoice(1, 120);

interface Change {
  pace?: number;
  /** Stored items from and to which another word is said. */
  word?: readonly [from: number, to: number];
  /** Bits of each item that are wrong. */
  wrong?: number;
  /** How many are wrong in a stretch of twelve items. */
  worst?: number;
  isSilent?: (at: number) => boolean;
  /** Seconds before it begins. */
  after?: number;
}

/** The stored voice as a query hears it, twice as finely. */
function heard(change: Change = {}): Uint32Array {
  const { pace = 1, word = [0, 0], wrong = 0, isSilent = () => false, after = 0 } = change;
  const { worst = wrong } = change;
  const other = aVoice(2, 120);
  const before = Math.round(after / VOICE_STEP.query);
  const length = before + Math.ceil((STORED.length * 2) / pace);
  return Uint32Array.from({ length }, (_, at) => {
    const from = Math.round(((at - before) * pace) / 2);
    if (isSilent(from)) return 0;
    const item = (from >= word[0] && from < word[1] ? other : STORED)[from] ?? 0;
    return (item ^ (2 ** (from >= 50 && from < 62 ? worst : wrong) - 1)) >>> 0;
  });
}

const line = (pace = 1, start = 0) => ({ pace, start });

test.each<[what: string, change: Change, isSame: boolean]>([
  ['as it was said', {}, true],
  ['with a bit in five wrong', { wrong: 6 }, true],
  ['with a bit in three wrong', { wrong: 11 }, false],
  ['with a bit in four wrong, three of eight in a word', { wrong: 8, worst: 12 }, true],
  ['with no bit wrong, three of eight in a word', { worst: 12 }, false],
  ['with another word', { word: [50, 62] }, false],
  ['with another word at the end', { word: [100, 112] }, false],
  ['with pauses', { isSilent: (at) => at % 20 > 17 }, true],
  ['silent', { isSilent: () => true }, false],
  ['of which hardly anything is heard', { isSilent: (at) => at > 20 }, false],
])('a voice %s says the same: %s', (_, change, isSame) => {
  expect(saysTheSame(heard(change), STORED, line())).toBe(isSame);
});

test.each([
  [0, true],
  [0.15, true],
  [-0.15, true],
  [0.5, false],
  [-0.5, false],
])('a line that is %d seconds off is near enough: %s', (off, isNear) => {
  expect(saysTheSame(heard({ after: 1 }), STORED, line(1, -1 + off))).toBe(isNear);
});

test.each([0, 3, 6, 12])('the usual error of %i wrong bits is their share', (wrong) => {
  const error = usualError(heard({ wrong }), STORED, line());
  expect(error).toBeCloseTo(wrong / 32, 2);
});

test('the usual error is that of most of a voice, and pauses of either are none', () => {
  expect(usualError(heard({ word: [54, 66] }), STORED, line())).toBeCloseTo(0);
  const pausing = STORED.map((item, at) => (at % 3 ? item : 0));
  expect(usualError(heard(), pausing, line())).toBeCloseTo(0);
});

test('another voice differs in four bits of ten', () => {
  expect(usualError(aVoice(9, 240), STORED, line())).toBeGreaterThan(0.38);
  expect(usualError(new Uint32Array(240), STORED, line())).toBe(1);
  expect(usualError(heard(), STORED.subarray(0, 20), line())).toBe(1);
});

test.each([
  [1.1, 1.12],
  [0.9, 0.885],
  [1.25, 1.26],
])('a voice at %d of its pace that was taken for %d is laid rightly', (pace, roughly) => {
  const query = heard({ pace, after: 0.5 });
  const found = straighten(query, STORED, line(roughly, -0.5 * roughly));
  expect(found.pace).toBeCloseTo(pace, 1);
  expect(Math.abs(found.pace - pace)).toBeLessThan(0.005);
  expect(found.start).toBeCloseTo(-0.5 * pace, 1);
  expect(saysTheSame(query, STORED, line(roughly, -0.5 * roughly))).toBe(true);
});

test('a voice at its own pace, or without anything in common, stays where it was laid', () => {
  expect(straighten(heard(), STORED, line(1, 0.3))).toEqual(line(1, 0.3));
  expect(straighten(aVoice(9, 240), STORED, line(1.1, 0.3))).toEqual(line(1.1, 0.3));
});
