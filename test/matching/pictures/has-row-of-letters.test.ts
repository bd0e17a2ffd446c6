import { expect, test } from 'vitest';
import { hasRowOfLetters } from '../../../src/matching/pictures/has-row-of-letters.ts';
import { paint } from './rasters.ts';

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

interface Letters {
  left?: number;
  bottom?: number;
  high?: number;
  wide?: number;
  /** Pixels between two. */
  apart?: number;
  tone?: number;
  /** Whether each is a box of lines two pixels wide. */
  isHollow?: boolean;
  /** By how much each goes beyond the height, and beyond the line. */
  higher?: readonly number[];
  lower?: readonly number[];
}

/** Four letters in a row on a light ground. */
function row({ high = 20, wide = 4, apart = 10, tone = 20, isHollow, ...more }: Letters) {
  const { left = 20, bottom: line = 80, higher, lower } = more;
  return paint(240, 120, (x, y) => {
    const at = Math.floor((x - left) / (wide + apart));
    const bottom = line + (lower?.[at] ?? 0);
    const [right, up] = [x - left - at * (wide + apart), bottom - 1 - y];
    const top = high + (higher?.[at] ?? 0) - 1;
    const isIn = at >= 0 && at < 4 && right < wide && up >= 0 && up <= top;
    const isInside = Math.min(right, wide - 1 - right, up, top - up) >= 2;
    return isIn && !(isHollow && isInside) ? tone : 200;
  });
}

test.each<[what: string, letters: Letters, is: boolean]>([
  ['as low as letters are', { high: 5, wide: 2, apart: 5 }, true],
  ['lower', { high: 4, wide: 1, apart: 4 }, false],
  ['as high as letters are', { high: 60, wide: 10 }, true],
  ['higher', { high: 61, wide: 10 }, false],
  ['as wide as bars of letters are', { wide: 8 }, true],
  ['wider', { wide: 9 }, false],
  ['hollow, and wide', { isHollow: true, high: 12, wide: 30 }, true],
  ['hollow, and wider', { isHollow: true, high: 12, wide: 31 }, false],
  ['thin', { high: 10, wide: 1 }, true],
  ['thinner', { high: 11, wide: 1 }, false],
  ['of thin lines', { isHollow: true, high: 40, wide: 40 }, true],
  ['nearly empty', { isHollow: true, high: 54, wide: 54, apart: 1 }, false],
  ['far apart', { apart: 30 }, true],
  ['farther apart', { apart: 31 }, false],
  ['a little off the line', { lower: [0, 3, 0, 3] }, true],
  ['off the line', { lower: [0, 4, 0, 4] }, false],
  ['a pixel off the line, and low', { high: 5, wide: 2, apart: 5, lower: [0, 1, 0, 1] }, true],
  ['two off the line, and low', { high: 5, wide: 2, apart: 5, lower: [0, 2, 0, 2] }, false],
  ['small behind a capital', { higher: [0, -9, -9, -9] }, true],
  ['too small behind a capital', { higher: [0, -10, -10, -10] }, false],
  ['tall behind a small one', { high: 12, higher: [0, 8, 8, 8] }, true],
  ['too tall behind a small one', { high: 12, higher: [0, 10, 10, 10] }, false],
  ['a pixel from the left', { left: 1 }, true],
  ['cut off at the left', { left: 0 }, false],
  ['a pixel from the right', { left: 193 }, true],
  ['cut off at the right', { left: 194 }, false],
  ['just within the rows above', { bottom: 25 }, true],
  ['beyond the rows above', { bottom: 24 }, false],
  ['just within the rows below', { bottom: 115 }, true],
  ['beyond the rows below', { bottom: 116 }, false],
  ['soft', { tone: 53 }, true],
  ['paler', { tone: 54 }, false],
])('four shapes in a row that are %s are letters: %s', (_, letters, is) => {
  const raster = row(letters);
  expect(hasRowOfLetters(raster, window)).toBe(is);
  const negative = { ...raster, pixels: raster.pixels.map((tone) => 255 - tone) };
  expect(hasRowOfLetters(negative, { ...window, isDark: false, limit: 223 })).toBe(is);
});
