import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printsSchema } from '../../../src/domain/messages/evidence.ts';
import { toPrint } from '../../../src/matching/file-prints.ts';
import { readPicture } from '../../../src/matching/pictures/read-picture.ts';
import { POINT_BYTES, readPoints } from '../../../src/matching/pictures/read-points.ts';
import { isVerified, verifyPicture } from '../../../src/matching/pictures/verify-picture.ts';
import { aRaster, crop, greyAt, paint } from './rasters.ts';

const stored = aRaster(50, 480, 360);
const storedPoints = readPoints(stored, 'store');

const turned = paint(480, 360, (x, y) => {
  const [sin, cos] = [Math.sin(0.06), Math.cos(0.06)];
  const [u, v] = [x - 240, y - 180];
  return greyAt(stored, 240 + cos * u + sin * v, 180 - sin * u + cos * v);
});
const stamped = paint(480, 360, (x, y) =>
  Math.abs(y - 150) < 50 && Math.abs(x - 250) < 150 ? 90 : greyAt(stored, x, y),
);
const small = paint(500, 900, (x, y) => {
  const inside = x >= 100 && x < 340 && y >= 300 && y < 480;
  return inside ? greyAt(stored, (x - 100) * 2, (y - 300) * 2) : 240;
});

test.each([
  ['itself', stored],
  ['a part', crop(stored, { x0: 60, y0: 50, x1: 430, y1: 350 })],
  ['a turned one', turned],
  ['a stamped one', stamped],
  ['a small one in a screenshot', small],
])('%s is verified', (_, raster) => {
  expect(isVerified(verifyPicture(readPoints(raster, 'query'), storedPoints))).toBe(true);
});

test('what is the same is located in a picture whose shape is known', () => {
  const points = readPoints(small, 'query');
  const [left, top, right, bottom] = verifyPicture(points, storedPoints, 500 / 900).box ?? [];
  expect(left).toBeCloseTo(100 / 500, 1);
  expect(top).toBeCloseTo(300 / 900, 1);
  expect(right).toBeCloseTo(340 / 500, 1);
  expect(bottom).toBeCloseTo(480 / 900, 1);
  expect(verifyPicture(points, storedPoints).box).toBeUndefined();
});

test('other pictures are not verified', () => {
  for (const seed of [60, 61, 62]) {
    const points = readPoints(aRaster(seed, 480, 360), 'query');
    expect(isVerified(verifyPicture(points, storedPoints))).toBe(false);
  }
});

test('what is stored takes at most 10 kB', () => {
  expect(storedPoints.length).toBeGreaterThan(100 * POINT_BYTES);
  const grain = aRaster(51, 1024, 1024);
  for (let at = 0; at < grain.pixels.length; at += 3) grain.pixels[at] = (at * 7919) & 255;
  expect(readPoints(grain, 'store').length).toBeLessThanOrEqual(10_240);
});

test('what is asked for fits what is passed between processes, however busy the picture', () => {
  const busy = paint(1024, 1024, (x, y) => {
    const inFrame = x % 340 < 12 || y % 340 < 12;
    return inFrame ? 255 : ((x >> 2) * 73 + (y >> 2) * 151) % 251;
  });
  const points = readPoints(busy, 'query');
  expect(points.length).toBeGreaterThan(600 * POINT_BYTES);
  const prints = { points: toPrint(points), hashes: toPrint(readPicture(busy, 'query')) };
  expect(printsSchema.parse(prints)).toEqual(prints);
});

test('flat and tiny pictures have no points and verify nothing', () => {
  const none = readPoints(
    paint(200, 200, () => 7),
    'query',
  );
  expect(none).toHaveLength(0);
  expect(readPoints(aRaster(1, 3, 2), 'query')).toHaveLength(0);
  expect(verifyPicture(none, storedPoints)).toEqual({ inliers: 0, cover: 0 });
  expect(verifyPicture(storedPoints, none)).toEqual({ inliers: 0, cover: 0 });
});

test('any bytes can be compared', () => {
  const bytes = fc.uint8Array({ maxLength: 40 * POINT_BYTES });
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const { inliers, cover } = verifyPicture(one, other);
      expect(inliers).toBeGreaterThanOrEqual(0);
      expect(cover).toBeLessThanOrEqual(1);
    }),
  );
});
