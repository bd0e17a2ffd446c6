import { expect, test } from 'vitest';
import { findBlur, findStamp } from '../../../src/matching/screenshot/find-stamp.ts';
import {
  boxOf,
  gapBetween,
  isNear,
  joinLines,
  surenessOf,
  tallness,
  usualTallness,
} from '../../../src/matching/screenshot/line-shape.ts';
import { aLine, beside } from './seen-lines.ts';

const word = (text: string, tall: number, y = 0) => aLine(text, { y, tall }).words;

test('letters are as tall as those that do not hang below the line', () => {
  expect(tallness([...word('gaji', 30), ...word('besar', 20), ...word('dari', 18)])).toBe(20);
  expect(tallness([...word('gaji', 30), ...word('pupuk', 24)])).toBe(30);
  expect(tallness([])).toBe(0);
});

test('the usual height is that of the middle one of the lines with three words or more', () => {
  const talls = [40, 10, 30, 20, 12].map((tall) => aLine('besar dan luas', { y: 0, tall }));
  const short = [1, 2, 3, 4, 5, 6].map((tall) => aLine('besar luas', { y: 0, tall }));
  expect(usualTallness([...talls, ...short])).toBe(20);
  expect(usualTallness(short)).toBe(0);
});

test('a long word says more of how surely a line was read', () => {
  const line = beside(
    aLine('pengumuman', { y: 0, confidence: 0.9 }),
    aLine('besok', { y: 0, confidence: 0.3 }),
  );
  expect(surenessOf(line)).toBeCloseTo(0.7);
});

test('a line reaches around all of its words, and the next one begins below it', () => {
  const line = beside(
    aLine('besar', { y: 10, x: 40, tall: 20 }),
    aLine('luas', { y: 5, x: 200, tall: 30 }),
  );
  expect(boxOf(line)).toEqual({ x0: 40, y0: 5, x1: 272, y1: 35 });
  expect(gapBetween(line, aLine('besok', { y: 50 }))).toBe(15);
});

test.each([
  [1.1, true],
  [1.3, false],
])('a line goes on %d heights of letters below the one above: %s', (heights, goesOn) => {
  const [above, below] = [aLine('besar', { y: 0, tall: 20 }), 20 + heights * 20];
  expect(isNear(above, aLine('luas', { y: below }), 20)).toBe(goesOn);
});

test.each([
  ['words side by side', 'warga harap', 'datang', 'warga harap datang'],
  ['a word cut at the end', 'warga meme-', 'riksa kartu', 'warga memeriksa kartu'],
  ['a doubled word', 'hati-', 'hati di jalan', 'hati-hati di jalan'],
  ['a name after a dash', 'Jakarta-', 'Bogor', 'Jakarta- Bogor'],
  ['a single letter before the dash', 'vitamin C-', 'nya habis', 'vitamin C- nya habis'],
  ['a dash between words', 'warga -', 'kata lurah', 'warga - kata lurah'],
])('two lines are joined: %s', (_, above, below, joined) => {
  const lines = [aLine(above, { y: 0 }), aLine(below, { y: 42 })];
  expect(joinLines(lines, 26)).toBe(joined);
});

test.each([
  ['an hour alone', '10.33', 26, 0],
  ['an hour with its half of the day', '10:33 PM', 26, 0],
  ['ticks after it', '10.33 ✓✓', 16, 0],
  ['four words from the end', 'besok 10.33 PM ✓ ✓', 16, 1],
  ['five words from the end', 'besok 10.33 PM ✓ ✓ ✓', 16, undefined],
  ['the note that it was changed', 'besok diedit 10.33', 16, 1],
  ['a word after it', 'besok 10.33 pagi', 16, undefined],
  ['an hour of the text in its letters', 'besok 10.33', 26, undefined],
  ['digits alone without a dot', '1033', 26, undefined],
  ['small digits alone without a dot', '1033', 16, 0],
  ['no hour of the day', 'besok 24.33', 16, undefined],
  ['no minute', 'besok 10.63', 16, undefined],
  ['a longer number', 'besok 110.33', 16, undefined],
])('where the time of a bubble begins: %s', (_, text, tall, at) => {
  expect(findStamp(aLine(text, { y: 0, tall }), 26)).toBe(at);
});

test('a word in place of ticks is one only if it was hardly read', () => {
  const seen = (text: string, confidence: number) =>
    findStamp(
      beside(aLine('10.33', { y: 0, tall: 16 }), aLine(text, { y: 0, tall: 16, confidence })),
      26,
    );
  expect([seen('abc', 0.3), seen('abc', 0.5), seen('abcd', 0.3)]).toEqual([
    0,
    undefined,
    undefined,
  ]);
});

test.each([
  ['small signs', '1L4', { confidence: 0.5, tall: 12, y: 0 }, true],
  ['marks', '~!', { confidence: 0.5, tall: 26, y: 0 }, true],
  ['a small word below the line', 'abcd', { confidence: 0.5, tall: 12, y: 30 }, true],
  ['a small word on the line', 'abcd', { confidence: 0.5, tall: 12, y: 14 }, false],
  ['a word of the size of the text', '1L4', { confidence: 0.5, tall: 26, y: 0 }, false],
  ['what was surely read', '1L4', { confidence: 0.9, tall: 12, y: 0 }, false],
])('what is hardly legible at the end of a line is a time: %s', (_, text, place, isBlur) => {
  const line = beside(aLine('pasar tutup', { y: 0 }), aLine(text, place));
  expect(findBlur(line, 26)).toBe(isBlur ? 2 : 3);
  const followed = beside(line, aLine('besok', { y: 0 }));
  expect(findBlur(followed, 26)).toBe(4);
});
