import { expect, test } from 'vitest';
import { hasRowOfLetters } from '../../../src/matching/pictures/has-row-of-letters.ts';

/** Where a stroke is, and how high. */
type Stroke = readonly [left: number, bottom: number, high: number];

/** Dark strokes of four pixels on a light ground. */
function drawn(strokes: readonly Stroke[]) {
  const [width, height] = [240, 120];
  const pixels = new Uint8Array(width * height).fill(200);
  for (const [left, bottom, high] of strokes) {
    for (let y = bottom - high; y < bottom; y++) {
      pixels.fill(20, y * width + left, y * width + left + 4);
    }
  }
  return { width, height, pixels };
}

const window = { x0: 40, y0: 54, x1: 200, y1: 66, isDark: true, limit: 32 };
const hasRow = (strokes: readonly Stroke[]) => hasRowOfLetters(drawn(strokes), window);
const places = [0, 1, 2, 3, 4, 5, 6, 7];

test('strokes on one line, close together and about as high as each other, are a row of letters', () => {
  const letters = places.map((at): Stroke => [50 + at * 14, 70, at % 3 === 0 ? 20 : 15]);
  expect(hasRow(letters)).toBe(true);
  expect(hasRow(letters.slice(0, 3))).toBe(false);
});

test('strokes that stand on no line, far apart, or of many heights are none', () => {
  expect(hasRow(places.map((at) => [50 + at * 14, 40 + at * 8, 20]))).toBe(false);
  expect(hasRow(places.slice(0, 5).map((at) => [20 + at * 45, 70, 20]))).toBe(false);
  expect(hasRow(places.map((at) => [50 + at * 14, 70, 6 * 1.9 ** (at % 4)]))).toBe(false);
});

test('what reaches beyond the rows above and below is no letter', () => {
  expect(hasRow(places.map((at) => [50 + at * 14, 119, 119]))).toBe(false);
});

test('light letters and dark ones are each seen among their own', () => {
  const { width, height, pixels } = drawn(places.map((at) => [50 + at * 14, 70, 15]));
  const negative = { width, height, pixels: pixels.map((tone) => 220 - tone) };
  expect(hasRowOfLetters(negative, { ...window, isDark: false, limit: 192 })).toBe(true);
  expect(hasRowOfLetters(negative, window)).toBe(false);
});
