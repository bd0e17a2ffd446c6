import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mayHoldText } from '../../../src/matching/pictures/may-hold-text.ts';
import { seededNumbers } from '../../support/generate.ts';
import { greyAt, paint } from './rasters.ts';

/** Soft blots with the grain of a sensor, and letters over them. */
async function aPhoto(seed: number, letters = '') {
  const random = seededNumbers(seed);
  const noise = Uint8Array.from({ length: 40 * 30 }, () => 60 + Math.floor(random() * 140));
  const ground = await sharp(noise, { raw: { width: 40, height: 30, channels: 1 } })
    .resize(1024, 768, { kernel: 'cubic' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="768">${letters}</svg>`;
  const jpeg = await sharp(ground)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 40 })
    .toBuffer();
  const { data, info } = await sharp(jpeg).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}

const write = (words: string, size: number, ink: string) =>
  `<text x="40" y="400" font-family="DejaVu Sans" font-weight="bold" font-size="${size}" ${ink}>${words}</text>`;

const INKS = [
  'fill="white" stroke="black" stroke-width="3" paint-order="stroke"',
  'fill="#101010"',
];

test.each([18, 30, 60, 120, 240])('letters of %i pixels over a photo are noticed', async (size) => {
  for (const [seed, ink] of INKS.entries()) {
    expect(mayHoldText(await aPhoto(seed, write('Bank tutup besok', size, ink)))).toBe(true);
  }
});

test('a photo without letters holds none', async () => {
  for (const seed of [1, 2, 3]) expect(mayHoldText(await aPhoto(seed))).toBe(false);
});

test('a picture of a pixel or a line holds none', () => {
  for (const [width, height] of [
    [1, 1],
    [3000, 1],
    [1, 3000],
    [5, 5],
  ] as const) {
    expect(mayHoldText({ width, height, pixels: new Uint8Array(width * height) })).toBe(false);
  }
});

interface Letters {
  count?: number;
  left?: number;
  /** Pixels from one to the next. */
  apart?: number;
  wide?: number;
  high?: number;
  toneOf?: (at: number) => number;
  bottomOf?: (at: number) => number;
  ground?: number;
}

/** Bars in a row, as letters stand, in a picture so small that it is looked at in one size. */
function bars(given: Letters) {
  const { count = 7, apart = 14, wide = 4, high = 15, left = 24, ground = 200 } = given;
  const { toneOf = () => 20, bottomOf = () => 45 } = given;
  return paint(128, 64, (x, y) => {
    const at = Math.floor((x - left) / apart);
    const isIn = at >= 0 && at < count && (x - left) % apart < wide;
    return isIn && y >= bottomOf(at) - high && y < bottomOf(at) ? toneOf(at) : ground;
  });
}

test.each<[what: string, letters: Letters, is: boolean]>([
  ['dark letters', {}, true],
  ['light letters', { ground: 20, toneOf: () => 200 }, true],
  ['hardly darker letters', { toneOf: () => 150 }, true],
  ['letters as dark as their ground', { toneOf: () => 160 }, false],
  ['letters of all tones', { toneOf: (at) => (at * 37) % 150 }, false],
  ['five letters', { count: 5, left: 52 }, true],
  ['five light letters', { count: 5, left: 52, ground: 20, toneOf: () => 200 }, true],
  ['five letters at the left', { count: 5, left: 6 }, true],
  ['four letters', { count: 4 }, true],
  ['three letters', { count: 3 }, false],
  ['four letters that are far apart', { count: 4, apart: 28, left: 12 }, false],
  ['bars that are wider than strokes', { count: 4, apart: 25, wide: 16 }, false],
  ['low bars', { high: 4 }, false],
  ['bars on no line', { bottomOf: (at) => 30 + 5 * at }, false],
])('%s on an even ground: %s', (_, letters, is) => {
  expect(mayHoldText(bars(letters))).toBe(is);
});

test('letters of a headline over the whole picture are noticed', () => {
  const small = bars({ count: 4, apart: 27, wide: 12, high: 50, left: 8, bottomOf: () => 57 });
  const large = paint(1024, 512, (x, y) => greyAt(small, x / 8, y / 8));
  expect([mayHoldText(large), mayHoldText(small)]).toEqual([true, true]);
});

test.each([
  [8, 2, true],
  [14, 3, false],
])('of %i bars of many tones four letters, each %i-th, are noticed: %s', (count, nth, is) => {
  const isLetter = (at: number) => at % nth === 0 && at < 4 * nth;
  const toneOf = (at: number) => (isLetter(at) ? 20 : 60 + ((at * 37) % 90));
  expect(mayHoldText(bars({ count, apart: 8, wide: 3, left: 8, toneOf }))).toBe(is);
});
