import { expect, test } from 'vitest';
import { findParts, trimFrame } from '../../../src/matching/pictures/find-parts.ts';
import { type Region, wholeOf } from '../../../src/matching/pictures/raster.ts';
import { aRaster, greyAt, paint } from './rasters.ts';

const picture = aRaster(5, 200, 120);

function framed(frame: { left: number; top: number; grey: (x: number, y: number) => number }) {
  return paint(240, 150, (x, y) => {
    const [inX, inY] = [x - frame.left, y - frame.top];
    const isInside = inX >= 0 && inX < 200 && inY >= 0 && inY < 120;
    return isInside ? greyAt(picture, inX, inY) : frame.grey(x, y);
  });
}

function expectNear(found: Region, { x0, y0, x1, y1 }: Region) {
  const off = [found.x0 - x0, found.y0 - y0, found.x1 - x1, found.y1 - y1].map(Math.abs);
  expect(Math.max(...off)).toBeLessThanOrEqual(1);
}

const INSIDE = { x0: 30, y0: 18, x1: 230, y1: 138 };

test('an even frame is taken off, as wide as it is at each side', () => {
  const raster = framed({ left: 30, top: 18, grey: () => 255 });
  expectNear(trimFrame(raster, wholeOf(raster)), INSIDE);
});

test('the noise of JPEG and the round corners of a bubble are part of the frame', () => {
  const isCorner = (x: number, y: number) => (x < 5 || x > 234) && (y < 5 || y > 144);
  const grey = (x: number, y: number) => (isCorner(x, y) ? 40 : 230 + ((x * 7 + y * 3) % 7));
  const raster = framed({ left: 30, top: 18, grey });
  expectNear(trimFrame(raster, wholeOf(raster)), INSIDE);
});

test.each<[what: string, grey: (x: number, y: number) => number, isFrame: boolean]>([
  ['that flickers by eight', (x, y) => ((x + y) % 5 ? 200 : 208), true],
  ['that flickers by nine', (x, y) => ((x + y) % 5 ? 200 : 209), false],
  ['with a speck in ten of a line', (x, y) => ((x + y) % 10 ? 200 : 90), true],
  ['with a speck in nine of a line', (x, y) => ((x + y) % 9 ? 200 : 90), false],
])('a frame %s is one: %s', (_, grey, isFrame) => {
  const raster = framed({ left: 30, top: 15, grey });
  const inner = trimFrame(raster, wholeOf(raster));
  expect([inner.x0 >= 29, inner.y0 >= 14]).toEqual([isFrame, isFrame]);
});

test('a picture without a frame stays as it is', () => {
  expect(trimFrame(picture, wholeOf(picture))).toEqual(wholeOf(picture));
});

test('a sky that changes is no frame', () => {
  const sky = paint(200, 200, (_, y) => y);
  const { y0, y1 } = trimFrame(sky, wholeOf(sky));
  expect(y0).toBeLessThan(15);
  expect(y1).toBeGreaterThan(185);
});

test('half of a part is left, however even it is', () => {
  const blank = paint(100, 60, () => 200);
  expect(trimFrame(blank, wholeOf(blank))).toEqual({ x0: 25, y0: 15, x1: 75, y1: 45 });
  expect(trimFrame(blank, { x0: 3, y0: 4, x1: 4, y1: 5 })).toEqual({ x0: 3, y0: 4, x1: 4, y1: 5 });
});

test('a picture in two frames is a part with both, with one, and with none', () => {
  const edges = [
    [30, 20, 190, 130, 255],
    [42, 32, 178, 118, 0],
    [50, 40, 170, 110, undefined],
  ] as const;
  const raster = paint(220, 150, (x, y) => {
    const on = edges.findLast(([x0, y0, x1, y1]) => x >= x0 && x < x1 && y >= y0 && y < y1);
    return on ? (on[4] ?? greyAt(picture, x - 50, y - 40)) : 128;
  });
  const parts = findParts(raster, 40);
  for (const [x0, y0, x1, y1] of edges) {
    const isFound = parts.some(
      (part) =>
        Math.abs(part.x0 - x0) <= 2 &&
        Math.abs(part.y0 - y0) <= 2 &&
        Math.abs(part.x1 - x1) <= 2 &&
        Math.abs(part.y1 - y1) <= 2,
    );
    expect(isFound, `${x0},${y0}`).toBe(true);
  }
  expect(findParts(raster, 2)).toEqual(parts.slice(0, 2));
});
