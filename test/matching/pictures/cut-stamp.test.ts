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
