import { expect, test } from 'vitest';
import { difference, unpackPoints } from '../../../src/matching/pictures/match-points.ts';
import { readPoints } from '../../../src/matching/pictures/read-points.ts';
import { seededNumbers } from '../../support/generate.ts';
import { aRaster, greyAt, paint } from './rasters.ts';

type Side = Parameters<typeof readPoints>[1];

/** The points of a picture by their places, each with its comparisons. */
function pointsOf(raster: ReturnType<typeof paint>, side: Side = 'store') {
  const { x, y, words, count } = unpackPoints(readPoints(raster, side));
  return new Map(
    Array.from({ length: count }, (_, at) => [
      `${x[at]},${y[at]}`,
      { x: x[at] ?? 0, y: y[at] ?? 0, words: words.subarray(8 * at, 8 * at + 8) },
    ]),
  );
}

/** In how many of 256 comparisons two points differ; 256 where a quarter of them is too different. */
const between = (one?: { words: Uint32Array }, other?: { words: Uint32Array }) =>
  one && other ? difference(one.words, 0, other.words, 0) : undefined;

/** A soft ground with some dots. */
const dotted = (width: number, height: number, dots: readonly (readonly [number, number])[]) =>
  paint(width, height, (x, y) =>
    dots.some((dot) => dot[0] === x && dot[1] === y) ? 250 : 60 + x + Math.abs(y - 40),
  );

test.each<[shape: string, width: number, height: number, places: string[]]>([
  ['wide', 128, 96, ['162,122', '322,202']],
  ['tall', 64, 128, ['162,122', '82,282']],
  ['square', 64, 64, ['324,244', '244,324']],
])(
  'a point of a %s picture is where it is as if the longer side were 512',
  (_, width, height, places) => {
    const unit = 512 / Math.max(width, height);
    const dots = places.map((place) => {
      const [x = 0, y = 0] = place.split(',').map((at) => Math.floor(Number(at) / unit));
      return [x, y] as const;
    });
    expect([...pointsOf(dotted(width, height, dots)).keys()].toSorted()).toEqual(places.toSorted());
  },
);

const SCENE = aRaster(70, 150, 110);

test('a brighter picture has the same points with the same surroundings', () => {
  const softer = paint(150, 110, (x, y) => 40 + greyAt(SCENE, x, y) / 2);
  const brighter = paint(150, 110, (x, y) => 80 + greyAt(SCENE, x, y) / 2);
  expect(pointsOf(softer).size).toBeGreaterThan(5);
  expect(pointsOf(brighter)).toEqual(pointsOf(softer));
});

/** How much the points of a picture differ from those of the scene in the same places, least first. */
function offScene(
  raster: ReturnType<typeof paint>,
  side: Side = 'store',
  { left = 0, top = 0 } = {},
) {
  const unit = 512 / Math.max(raster.width, raster.height);
  const others = [...pointsOf(raster, side).values()];
  const place = (at: number, by: number) => ((at * 150) / 512 + by) * unit;
  return [...pointsOf(SCENE).values()]
    .flatMap((point) => {
      const [x, y] = [place(point.x, left), place(point.y, top)];
      const same = others.filter((other) => Math.hypot(other.x - x, other.y - y) < 2);
      return same.length === 0
        ? []
        : Math.min(...same.map((other) => between(point, other) ?? 256));
    })
    .toSorted((a, b) => a - b);
}

test('grain hardly changes the surroundings of a point', () => {
  const random = seededNumbers(5);
  const grainy = paint(150, 110, (x, y) => greyAt(SCENE, x, y) + 16 * (random() - 0.5));
  const off = offScene(grainy);
  expect(off.length).toBeGreaterThan(12);
  expect(off.at(-1)).toBeLessThan(12);
  expect(off[off.length >> 1]).toBeLessThanOrEqual(3);
});

test('what lies beside a picture changes no point within it', () => {
  const beside = paint(220, 180, (x, y) => {
    const isIn = x >= 40 && x < 190 && y >= 30 && y < 140;
    return isIn ? greyAt(SCENE, x - 40, y - 30) : (x * y) % 7;
  });
  const off = offScene(beside, 'query', { left: 40, top: 30 });
  expect(off.length).toBeGreaterThan(40);
  expect(off.filter((bits) => bits > 0)).toEqual([]);
});

test('a picture of which another is a part has more points in that part when it is asked for', () => {
  const framed = paint(360, 300, (x, y) => {
    const isIn = x >= 40 && x < 190 && y >= 30 && y < 140;
    return isIn ? greyAt(SCENE, x - 40, y - 30) : 230;
  });
  const unit = 512 / 360;
  const own = [...pointsOf(SCENE).values()].map(({ x, y }) => {
    const [u, v] = [(x * 150) / 512 + 40, (y * 150) / 512 + 30];
    return `${Math.round(u * unit * 16) / 16},${Math.round(v * unit * 16) / 16}`;
  });
  const found = (side: Side) => {
    const points = pointsOf(framed, side);
    return own.filter((place) => points.has(place)).length;
  };
  expect(found('query')).toBeGreaterThan(2 * found('store'));
});

test('points of one picture look different from each other', () => {
  const points = [...pointsOf(SCENE).values()];
  const off = points.flatMap((one, at) =>
    points.slice(0, at).map((other) => between(one, other) ?? 0),
  );
  const apart = off.filter((bits) => bits > 72).length;
  expect(apart / off.length).toBeGreaterThan(0.8);
});

const GRID = [8, -2, -2, -2, -2];

test.each<[along: string, by: (x: number, y: number) => number]>([
  ['across', (x) => GRID[x % 5] ?? 0],
  ['down', (_, y) => GRID[y % 5] ?? 0],
])('the fine grid of a screen, %s, changes no point', (_, by) => {
  const dots = [20, 35, 50, 65, 80, 95].flatMap((x, at) => [
    [x, 20 + 2 * at],
    [x + 3 * at, 50 + at],
    [x, 75],
  ]) as [number, number][];
  const plain = dotted(128, 96, dots);
  const gridded = paint(128, 96, (x, y) => greyAt(plain, x, y) - 6 + by(x, y));
  const lowered = paint(128, 96, (x, y) => greyAt(plain, x, y) - 6);
  expect(pointsOf(lowered).size).toBeGreaterThan(10);
  expect(pointsOf(gridded)).toEqual(pointsOf(lowered));
});
