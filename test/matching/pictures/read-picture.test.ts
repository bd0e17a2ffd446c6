import { expect, test } from 'vitest';
import { findRectangles } from '../../../src/matching/pictures/find-rectangles.ts';
import { pdq } from '../../../src/matching/pictures/pdq.ts';
import { PictureIndex } from '../../../src/matching/pictures/picture-index.ts';
import { type Raster, shrink } from '../../../src/matching/pictures/raster.ts';
import { readPicture } from '../../../src/matching/pictures/read-picture.ts';
import { aRaster, crop, differences, greyAt, mirror, paint } from './rasters.ts';

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

/** Waves without an edge, in which there is no rectangle and no frame. */
const waves = (width: number, height: number, strength = 100) =>
  paint(width, height, (x, y) => {
    const [u, v] = [x / width, y / height];
    return 128 + strength * Math.sin(19 * u + 5 * v * v) * Math.cos(17 * v + 3 * u * v);
  });

/** What is cut off at the left, the top, the right and the bottom. */
type Edges = readonly [number, number, number, number];
const SIDES: readonly Edges[] = [
  [67, 0, 0, 0],
  [0, 50, 0, 0],
  [0, 0, 67, 0],
  [0, 0, 0, 50],
];
const QUERY: readonly Edges[] = [[0, 0, 0, 0], [34, 25, 34, 25], ...SIDES];
const STORE: readonly Edges[] = [[0, 0, 0, 0], [24, 18, 24, 18], [48, 36, 48, 36], ...SIDES];

test.each([
  ['query', QUERY, 6],
  ['frame', STORE, 3],
  ['store', STORE, 0],
] as const)(
  'a %s without edges is read whole and cropped, some of it in a mirror',
  (side, crops, mirrored) => {
    const raster = waves(480, 360);
    const expected = crops.flatMap(([left, top, right, bottom], at) => {
      const region = { x0: left, y0: top, x1: 480 - right, y1: 360 - bottom };
      const straight = pdq(raster, region).hash;
      return at < mirrored ? [straight, pdq(raster, region, 'mirrored').hash] : [straight];
    });
    const read = readPicture(raster, side);
    expect(
      Array.from({ length: read.length / 32 }, (_, at) => read.slice(32 * at, 32 * at + 32)),
    ).toEqual(expected);
  },
);

test('a large picture is read from a smaller one', () => {
  const raster = waves(1400, 1050);
  const [first, second] = [0, 32].map((at) => readPicture(raster, 'store').slice(at, at + 32));
  const small = shrink(raster, 512);
  expect(first).toEqual(pdq(small).hash);
  const inner = { x0: 26, y0: 19, x1: 486, y1: 365 };
  expect(second).toEqual(pdq(small, inner).hash);
});

test('a frame is taken off what is stored', () => {
  const inner = waves(200, 150);
  const framed = paint(240, 180, (x, y) =>
    x >= 20 && x < 220 && y >= 15 && y < 165 ? greyAt(inner, x - 20, y - 15) : 255,
  );
  const read = readPicture(framed, 'store');
  const eighth = read.slice(32 * 7, 32 * 8);
  expect(differences(eighth, pdq(inner).hash)).toBeLessThan(12);
});

test('what has hardly anything to see has no hash', () => {
  expect(readPicture(waves(200, 150, 8), 'store')).toHaveLength(0);
});
