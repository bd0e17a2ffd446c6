import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pdq } from '../../../src/matching/pictures/pdq.ts';
import type { Raster } from '../../../src/matching/pictures/raster.ts';
import { readPicture } from '../../../src/matching/pictures/read-picture.ts';
import { aRaster, crop, differences, greyAt, mirror, paint } from './rasters.ts';

/** PDQ said step by step as Meta's paper does: two passes of running means, a sample in each cell, the transform by its formula. */
function slowPdq({ width, height, pixels }: Raster): Uint8Array {
  let rows = Array.from({ length: height }, (_, y) =>
    Array.from(pixels.subarray(y * width, (y + 1) * width)),
  );
  const mean = (values: number[], window: number) =>
    values.map((_, at) => {
      const from = Math.max(0, at - Math.floor((window - 1) / 2));
      const part = values.slice(from, at + Math.floor(window / 2) + 1);
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    });
  const turn = (of: number[][]) => (of[0] ?? []).map((_, x) => of.map((row) => row[x] ?? 0));
  for (let pass = 0; pass < 2; pass++) {
    rows = rows.map((row) => mean(row, Math.ceil(width / 128)));
    rows = turn(turn(rows).map((column) => mean(column, Math.ceil(height / 128))));
  }
  const at = (cell: number, length: number) => Math.floor(((cell + 0.5) * length) / 64);
  const waves: number[] = [];
  for (let down = 1; down <= 16; down++) {
    for (let across = 1; across <= 16; across++) {
      let sum = 0;
      for (let y = 0; y < 64; y++) {
        for (let x = 0; x < 64; x++) {
          const wave =
            Math.cos((Math.PI / 128) * down * (2 * y + 1)) *
            Math.cos((Math.PI / 128) * across * (2 * x + 1));
          sum += wave * (rows[at(y, height)]?.[at(x, width)] ?? 0);
        }
      }
      waves.push(sum);
    }
  }
  const median = waves.toSorted((a, b) => a - b)[127] ?? 0;
  const bits = waves.map((wave) => (wave > median ? 1 : 0));
  return Uint8Array.from({ length: 32 }, (_, byte) =>
    bits
      .slice(8 * (31 - byte), 8 * (32 - byte))
      .reduce((sum: number, bit, place) => sum + (bit << place), 0),
  );
}

test.each([
  [1, 300, 200],
  [2, 411, 70],
  [3, 64, 64],
  [4, 70, 400],
  [5, 30, 20],
])('the hash of picture %d, %d by %d, is what the published steps give', (seed, width, height) => {
  const raster = aRaster(seed, width, height);
  // Rounding may turn the wave nearest to the median.
  expect(differences(pdq(raster).hash, slowPdq(raster))).toBeLessThanOrEqual(2);
});

test('half of the bits are set', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const { hash } = pdq(aRaster(seed, 90, 80));
      expect(differences(hash, new Uint8Array(32))).toBe(128);
    }),
    { numRuns: 8 },
  );
});

test('a wave of two half periods down and three across sets its bit', () => {
  const tilted = paint(
    128,
    128,
    (x, y) => 128 + 100 * Math.cos((Math.PI * 3 * x) / 128) * Math.cos((Math.PI * 2 * y) / 128),
  );
  // The second row of sixteen bits, its third bit, counted from the end.
  expect((pdq(tilted).hash[29] ?? 0) & 0b100).toBe(0b100);
});

test('brighter, paler and smaller pictures keep nearly all bits', () => {
  const raster = aRaster(7, 512, 384);
  const paler = paint(512, 384, (x, y) => 60 + 0.6 * greyAt(raster, x, y));
  const smaller = paint(256, 192, (x, y) => greyAt(raster, 2 * x, 2 * y));
  expect(differences(pdq(raster).hash, pdq(paler).hash)).toBeLessThanOrEqual(6);
  expect(differences(pdq(raster).hash, pdq(smaller).hash)).toBeLessThanOrEqual(20);
});

test('a mirror image has the hash that is read as in a mirror', () => {
  const raster = aRaster(8);
  const region = { x0: 40, y0: 20, x1: 333, y1: 251 };
  const part = mirror(crop(raster, region));
  expect(pdq(raster, region, 'mirrored')).toEqual(pdq(part));
});

test('a part has the hash that it has alone', () => {
  const raster = aRaster(9);
  const region = { x0: 17, y0: 30, x1: 291, y1: 300 };
  expect(pdq(raster, region)).toEqual(pdq(crop(raster, region)));
});

test('a flat picture has no quality and is left out', () => {
  const flat = paint(300, 300, () => 120);
  expect(pdq(flat).quality).toBe(0);
  expect(readPicture(flat, 'query')).toHaveLength(0);
  expect(pdq(aRaster(10)).quality).toBeGreaterThan(50);
});

test.each<[what: string, grey: (x: number, y: number) => number, quality: number]>([
  ['an edge from top to bottom', (x) => (x < 32 ? 0 : 51), 14],
  ['an edge at the right', (x) => (x < 63 ? 0 : 51), 14],
  ['an edge from left to right', (_, y) => (y < 20 ? 51 : 0), 14],
  ['an edge at the bottom', (_, y) => (y < 63 ? 0 : 51), 14],
  ['two edges that cross', (x, y) => (x < 32 === y < 32 ? 0 : 51), 28],
  ['a stripe from top to bottom', (x) => (x < 20 || x > 40 ? 0 : 51), 28],
  ['a weaker edge', (x) => (x < 32 ? 100 : 126), 7],
  ['edges everywhere', (x, y) => ((x + y) % 2 ? 0 : 255), 100],
])('%s has a quality by how much changes', (_, grey, quality) => {
  expect(pdq(paint(64, 64, grey)).quality).toBe(quality);
});

test('any size is read, down to a single pixel', () => {
  const side = fc.integer({ min: 1, max: 80 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.constantFrom('query' as const, 'store' as const),
      (width, height, of) => {
        const hashes = readPicture(aRaster(width, width, height), of);
        expect(hashes.length % 32).toBe(0);
        expect(hashes.length / 32).toBeLessThanOrEqual(of === 'query' ? 64 : 13);
      },
    ),
    { numRuns: 12 },
  );
});
