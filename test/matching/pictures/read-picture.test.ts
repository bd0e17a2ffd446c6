import { expect, test } from 'vitest';
import { findRectangles } from '../../../src/matching/pictures/find-rectangles.ts';
import { PictureIndex } from '../../../src/matching/pictures/picture-index.ts';
import type { Raster } from '../../../src/matching/pictures/raster.ts';
import { readPicture } from '../../../src/matching/pictures/read-picture.ts';
import { aRaster, crop, greyAt, mirror, paint } from './rasters.ts';

const library = Array.from({ length: 2 }, (_, seed) => aRaster(100 + seed, 420, 315));
const index = new PictureIndex();
for (const [at, raster] of library.entries()) index.put(`p${at}`, readPicture(raster, 'store'));

function nearest(raster: Raster) {
  return index.find(readPicture(raster, 'query'), 1)[0];
}

/** The picture in a bubble of a chat that has other bubbles. */
function inChat(raster: Raster): Raster {
  return paint(500, 1000, (x, y) => {
    const inside = x >= 40 && x < 40 + raster.width && y >= 300 && y < 300 + raster.height;
    if (inside) return greyAt(raster, x - 40, y - 300);
    if (y < 80) return 60;
    return x > 40 && x < 350 && ((y > 120 && y < 240) || (y > 700 && y < 900)) ? 255 : 225;
  });
}

function captioned(raster: Raster): Raster {
  return paint(420, 400, (x, y) => (y < 85 ? 255 : greyAt(raster, x, y - 85)));
}

test.each([
  ['as it is', (raster: Raster) => raster],
  ['in a mirror', mirror],
  ['under a caption', captioned],
  ['within a screenshot', inChat],
])('a picture is found %s', (_, change) => {
  for (const [at, raster] of library.entries()) {
    const found = nearest(change(raster));
    expect(found?.id).toBe(`p${at}`);
    expect(found?.distance).toBeLessThanOrEqual(31);
  }
});

test('pictures that are not stored are not found', () => {
  for (let seed = 0; seed < 3; seed++) {
    expect(nearest(aRaster(900 + seed, 420, 315))).toBeUndefined();
  }
});

test('a picture within another is among the rectangles', () => {
  const found = findRectangles(inChat(aRaster(1, 420, 315)), 24);
  const near = found.some(
    ({ x0, y0, x1, y1 }) =>
      Math.abs(x0 - 40) <= 2 &&
      Math.abs(y0 - 300) <= 2 &&
      Math.abs(x1 - 460) <= 2 &&
      Math.abs(y1 - 615) <= 2,
  );
  expect(near).toBe(true);
  expect(found.length).toBeLessThanOrEqual(24);
});

test('a picture without edges has no rectangles', () => {
  expect(
    findRectangles(
      paint(300, 200, (x) => x / 2),
      24,
    ),
  ).toEqual([]);
});

test('a quarter cut off a stored picture may still be near', () => {
  const [raster = aRaster(1)] = library;
  const part = crop(raster, { x0: 21, y0: 16, x1: 399, y1: 299 });
  expect(nearest(part)).toMatchObject({ id: 'p0' });
});
