import { expect, test } from 'vitest';
import { findPatches } from '../../../src/matching/pictures/find-patches.ts';
import { areaOf, keepDistinct } from '../../../src/matching/pictures/keep-distinct.ts';
import { cut, shrink } from '../../../src/matching/pictures/raster.ts';
import { paint } from './rasters.ts';

const rowsOf = ({ width, pixels }: ReturnType<typeof paint>) =>
  Array.from({ length: pixels.length / width }, (_, row) => [
    ...pixels.subarray(row * width, (row + 1) * width),
  ]);
const counting = paint(5, 3, (x, y) => 10 * y + x);

test('a part of a picture has its own pixels, and the whole all of them', () => {
  const part = cut(counting, { x0: 1, y0: 1, x1: 4, y1: 3 });
  expect([part.width, part.height, rowsOf(part)]).toEqual([
    3,
    2,
    [
      [11, 12, 13],
      [21, 22, 23],
    ],
  ]);
  expect(rowsOf(cut(counting, { x0: 0, y0: 1, x1: 5, y1: 2 }))).toEqual([[10, 11, 12, 13, 14]]);
  expect(cut(counting, { x0: 0, y0: 0, x1: 5, y1: 3 })).toEqual(counting);
});

test('a picture is shrunk by the mean of what each pixel covers', () => {
  const halved = shrink(
    paint(4, 2, (x, y) => 40 * x + 10 * y),
    2,
  );
  expect(rowsOf(halved)).toEqual([[25, 105]]);
  const thirds = shrink(
    paint(3, 3, (x, y) => 90 * x + 3 * y),
    2,
  );
  expect(rowsOf(thirds)).toEqual([
    [31, 151],
    [35, 155],
  ]);
});

test('a picture is never made larger, nor thinner than a pixel', () => {
  expect(shrink(counting, 5)).toEqual(counting);
  expect(shrink(counting, 50)).toEqual(counting);
  const line = shrink(
    paint(100, 1, () => 7),
    10,
  );
  expect([line.width, line.height, rowsOf(line)]).toEqual([10, 1, [Array(10).fill(7)]]);
  const column = shrink(
    paint(2, 400, () => 9),
    100,
  );
  expect([column.width, column.height]).toEqual([1, 100]);
});

const TEN = { x0: 0, y0: 0, x1: 10, y1: 10 };
const OBLONG = { x0: 2, y0: 3, x1: 9, y1: 8 };

test.each([
  ['apart', TEN, { ...TEN, x0: 10, x1: 20 }, [true, true, true]],
  ['below', TEN, { ...TEN, y0: 11, y1: 20 }, [true, true, true]],
  ['that share a third', TEN, { ...TEN, x0: 5, x1: 15 }, [false, true, true]],
  ['that are the same', OBLONG, OBLONG, [false, false, false]],
  ['of which one has the other as a quarter', TEN, { ...TEN, x0: 5, y0: 5 }, [false, true, true]],
])('regions %s are distinct or not, as much as may be the same', (_, one, other, distinct) => {
  const both = [0.2, 0.5, 0.99].map(
    (same) => keepDistinct([one, other], { same, most: 5 }).length === 2,
  );
  expect(both).toEqual(distinct);
});

test('of many distinct regions the first are kept', () => {
  const regions = [0, 10, 20, 30].map((x0) => ({ x0, y0: 0, x1: x0 + 10, y1: 5 }));
  expect(keepDistinct(regions, { same: 0.5, most: 2 })).toEqual(regions.slice(0, 2));
  expect(regions.map(areaOf)).toEqual([50, 50, 50, 50]);
});

const DRAWN = ['##..#', '#..#.', '..#..', '#...#'];

test.each([
  [
    'beside each other',
    false,
    ['0,0 2,2: 3', '4,0 5,1: 1', '3,1 4,2: 1', '2,2 3,3: 1', '0,3 1,4: 1', '4,3 5,4: 1'],
  ],
  ['also at their corners', true, ['0,0 2,2: 3', '2,0 5,3: 3', '0,3 1,4: 1', '4,3 5,4: 1']],
])('pixels that hang together %s are one patch', (_, byCorners, told) => {
  const isInside = (at: number) => DRAWN.join('')[at] === '#';
  const patches = [...findPatches({ width: 5, height: 4, isInside, byCorners })];
  expect(
    patches.map(({ x0, y0, x1, y1, places }) => `${x0},${y0} ${x1},${y1}: ${places.length}`),
  ).toEqual(told);
});
