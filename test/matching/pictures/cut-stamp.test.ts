import { expect, test } from 'vitest';
import { cutStamps } from '../../../src/matching/pictures/cut-stamp.ts';
import { paint } from './rasters.ts';

const [SINE, COSINE] = [Math.sin(-0.24), Math.cos(-0.24)];

/** A slanted red stamp, 300 by 90 pixels, with five bars for letters, over something reddish or nothing. */
function stamped(isReddish: (x: number, y: number) => boolean) {
  return paint(640, 800, (x, y) => {
    const [u, v] = [(x - 320) * COSINE + (y - 400) * SINE, (y - 400) * COSINE - (x - 320) * SINE];
    if (Math.abs(u) > 150 || Math.abs(v) > 45) return isReddish(x, y) ? 95 : 0;
    return Math.abs(v) < 25 && Math.floor((u + 150) / 30) % 2 === 1 ? 0 : 160;
  });
}

test.each<[on: string, isReddish: (x: number, y: number) => boolean]>([
  ['on nothing red', () => false],
  ['across a reddish thing', (x, y) => x < 260 && y > 250],
  ['beside a reddish thing as long as a word', (_x, y) => y > 600 && y < 760],
])('a red stamp is cut out straight: %s', (_, isReddish) => {
  const [dark, light] = cutStamps(stamped(isReddish));
  for (const cut of [dark, light]) {
    expect(cut?.height).toBe(146);
    expect(Math.abs((cut?.width ?? 0) - 403)).toBeLessThan(40);
  }
  const middle = 73 * (dark?.width ?? 0);
  const row = dark?.pixels.slice(middle, middle + (dark?.width ?? 0)) ?? [];
  const changes = [...row].filter((grey, at) => at > 0 && grey > 128 !== (row[at - 1] ?? 0) > 128);
  expect(changes).toHaveLength(10);
});

test('of a picture without red nothing is cut out', () => {
  expect(cutStamps(paint(640, 800, () => 20))).toEqual([]);
});

/** A red bar, so long and high, slanted, with as many gaps as letters. */
function bar(length: number, height: number, { slant = 0, red = 160, side = 240 } = {}) {
  const [sine, cosine] = [Math.sin(slant), Math.cos(slant)];
  return paint(side, side, (x, y) => {
    const [dx, dy] = [x - side / 2, y - side / 2];
    const [u, v] = [dx * cosine + dy * sine, dy * cosine - dx * sine];
    return Math.abs(u) < length / 2 && Math.abs(v) < height / 2 ? red : 0;
  });
}

test.each<[what: string, redness: ReturnType<typeof bar>, count: number]>([
  ['deep red, which is red at both looks', bar(150, 40), 4],
  ['paler, which is red at the second look', bar(150, 40, { red: 90 }), 2],
  ['hardly red', bar(150, 40, { red: 60 }), 0],
  ['slanted', bar(150, 40, { slant: 0.6 }), 4],
  ['slanted the other way', bar(150, 40, { slant: -0.6 }), 4],
  ['steep', bar(150, 40, { slant: 0.8 }), 0],
  ['upright', bar(40, 150), 0],
  ['hardly longer than high', bar(90, 60), 0],
  ['longer than high', bar(105, 60), 4],
  ['tiny', bar(30, 8), 0],
  ['most of the picture', bar(238, 140), 0],
])('what is red and %s', (_, redness, count) => {
  expect(cutStamps(redness)).toHaveLength(count);
});

test('a cut is as wide as the stamp is long, and red in it is dark, or light', () => {
  const [dark, light] = cutStamps(bar(150, 40, { slant: 0.3 }));
  for (const cut of [dark, light]) {
    expect(cut?.height).toBe(146);
    expect(Math.abs((cut?.width ?? 0) - (150 * 110) / 40 - 36)).toBeLessThan(25);
  }
  const middle = 73 * (dark?.width ?? 0) + (dark?.width ?? 0) / 2;
  const [first, centre] = [0, Math.floor(middle)];
  expect([dark?.pixels[first], light?.pixels[first]]).toEqual([255, 255]);
  expect([dark?.pixels[centre], light?.pixels[centre]]).toEqual([0, 255]);
});

test('of many red things the two largest are looked at', () => {
  const three = paint(300, 300, (x, y) => {
    const isIn = (top: number, length: number) =>
      y >= top && y < top + 32 && x >= 32 && x < 32 + length;
    return isIn(16, 96) || isIn(112, 240) || isIn(208, 160) ? 100 : 0;
  });
  const widths = cutStamps(three).map(({ width }) => Math.round((width - 36) / (110 / 32) / 10));
  expect(widths).toEqual([24, 24, 16, 16]);
});
