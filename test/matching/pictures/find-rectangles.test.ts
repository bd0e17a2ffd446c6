import { expect, test } from 'vitest';
import { findRectangles } from '../../../src/matching/pictures/find-rectangles.ts';
import type { Region } from '../../../src/matching/pictures/raster.ts';
import { paint } from './rasters.ts';

type Box = Region & { grey: number };

const box = (x0: number, y0: number, x1: number, y1: number, grey = 200): Box => ({
  ...{ x0, y0, x1, y1 },
  grey,
});

/** Boxes on a ground of grey 100, the first above the others. */
function drawn(boxes: readonly Box[], [width, height] = [200, 150]) {
  return paint(width ?? 0, height ?? 0, (x, y) => {
    const on = boxes.find(({ x0, y0, x1, y1 }) => x >= x0 && x < x1 && y >= y0 && y < y1);
    return on?.grey ?? 100;
  });
}

const found = (boxes: readonly Box[], most = 24) =>
  findRectangles(drawn(boxes), most).map(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1]);

/** Whether a box is among the rectangles, give or take two pixels. */
const isFound = (wanted: Box, boxes = [wanted]) =>
  found(boxes).some((edges) =>
    [wanted.x0, wanted.y0, wanted.x1, wanted.y1].every(
      (edge, at) => Math.abs(edge - (edges[at] ?? 0)) <= 2,
    ),
  );

test.each<[what: string, wanted: Box, is: boolean]>([
  ['in the middle', box(50, 40, 150, 110), true],
  ['that is darker', box(50, 40, 150, 110, 10), true],
  ['that is hardly lighter', box(50, 40, 150, 110, 110), true],
  ['that differs as little as noise', box(50, 40, 150, 110, 109), false],
  ['at the left edge', box(0, 40, 100, 110), true],
  ['in the lower right corner', box(90, 60, 200, 150), true],
  ['across the whole width', box(0, 40, 200, 110), true],
  ['from top to bottom', box(50, 0, 150, 150), true],
  ['that is narrow', box(50, 20, 94, 130), true],
  ['that is too narrow', box(50, 20, 86, 130), false],
  ['that is low', box(20, 50, 180, 84), true],
  ['that is too low', box(20, 50, 180, 76), false],
  ['of a tenth of the picture', box(50, 40, 105, 95), true],
  ['of a fifteenth of the picture', box(50, 40, 95, 84), false],
])('a box %s is found: %s', (_, wanted, is) => {
  expect(isFound(wanted)).toBe(is);
});

test('what two small boxes span is no rectangle', () => {
  const two = [box(20, 20, 70, 46), box(130, 104, 180, 130)];
  const isWide = ([x0 = 0, , x1 = 0]: number[]) => Math.abs(x0 - 20) < 3 && Math.abs(x1 - 180) < 3;
  expect(found(two, 500).filter(isWide)).toEqual([]);
});

test('the clearest is first: one with all its sides before one at the edge', () => {
  const [edge, whole] = [box(0, 10, 70, 140), box(100, 30, 180, 120)];
  const [first] = found([edge, whole]);
  expect(first?.map((at) => Math.round(at / 10))).toEqual([10, 3, 18, 12]);
  expect([isFound(edge, [edge, whole]), isFound(whole, [edge, whole])]).toEqual([true, true]);
});

test('the whole picture is no part of it, and no more are found than are wanted', () => {
  const many = [box(20, 20, 90, 70), box(110, 20, 180, 70), box(20, 80, 90, 130)];
  const all = found(many);
  expect(all).not.toContainEqual([0, 0, 200, 150]);
  expect(all.length).toBeGreaterThan(4);
  expect(found(many, 2)).toEqual(all.slice(0, 2));
  expect(found([box(50, 40, 150, 110)], 500)).not.toContainEqual([0, 0, 200, 150]);
});

test('a box of which one side is hidden is none', () => {
  const hidden = (x0: number) => [box(x0, 0, 200, 150, 100), box(50, 40, 150, 110)];
  expect(isFound(box(50, 40, 150, 110), hidden(200))).toBe(true);
  expect(isFound(box(50, 40, 150, 110), hidden(120))).toBe(false);
  expect(isFound(box(50, 40, 120, 110), hidden(120))).toBe(true);
});

/** Whether the box in the right half is found. */
const isSeen = (raster: ReturnType<typeof paint>) =>
  findRectangles(raster, 24).some(({ x0, y0, x1, y1 }) =>
    [x0 - 120, y0 - 40, x1 - 180, y1 - 110].every((off) => Math.abs(off) <= 2),
  );
const inBox = (x: number, y: number, by = 0) =>
  x >= 120 - by && x < 180 + by && y >= 40 - by && y < 110 + by;

test('a box whose edges are soft is found where each step alone is noise', () => {
  const soft = (x: number, y: number) => (inBox(x, y) ? 8 : 0) + (inBox(x, y, 1) ? 8 : 0);
  expect(isSeen(paint(200, 150, (x, y) => 100 + soft(x, y)))).toBe(true);
});

test('many clear stripes do not hide a box beside them', () => {
  const stripe = (x: number) => (x < 104 && (x >> 3) % 2 ? 60 : 0);
  expect(isSeen(paint(200, 150, (x, y) => 100 + (inBox(x, y) ? 90 : stripe(x))))).toBe(true);
});
