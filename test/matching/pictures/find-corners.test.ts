import { expect, test } from 'vitest';
import { findCorners } from '../../../src/matching/pictures/find-corners.ts';
import { paint } from './rasters.ts';

/** Squares of 20 pixels on a ground of grey 100. */
function squares(places: readonly (readonly [x: number, y: number, grey: number])[], side = 160) {
  return paint(side, side, (x, y) => {
    const on = places.find(([left, top]) => x >= left && x < left + 20 && y >= top && y < top + 20);
    return on?.[2] ?? 100;
  });
}

/** Single pixels of grey 200. */
const dots = (...places: readonly string[]) =>
  paint(60, 50, (x, y) => (places.includes(`${x},${y}`) ? 200 : 100));

const placesOf = (raster: ReturnType<typeof paint>, margin = 4, most = 100) =>
  findCorners(raster, margin, most)
    .map(({ x, y }) => `${x},${y}`)
    .toSorted();

test.each([
  ['light', 200],
  ['dark', 10],
  ['hardly lighter', 113],
  ['hardly darker', 87],
])('a %s square has its four corners', (_, grey) => {
  const corners = findCorners(squares([[40, 60, grey]]), 4, 100);
  expect(corners).toHaveLength(4);
  for (const [x, y] of [
    [40, 60],
    [59, 60],
    [40, 79],
    [59, 79],
  ] as const) {
    const isNear = corners.some((each) => Math.abs(each.x - x) < 3 && Math.abs(each.y - y) < 3);
    expect(isNear, `${x},${y}`).toBe(true);
  }
});

test.each([
  ['noise', 112],
  ['noise', 88],
])('a square that differs by no more than %s has none', (_, grey) => {
  expect(placesOf(squares([[40, 60, grey]]))).toEqual([]);
});

test('an edge without an end has no corner', () => {
  expect(placesOf(paint(100, 100, (x) => (x < 50 ? 0 : 255)))).toEqual([]);
  expect(placesOf(paint(100, 100, (_, y) => (y < 50 ? 0 : 255)))).toEqual([]);
});

test('a corner is where it is, and in the margin left out', () => {
  const inside = ['10,10', '10,39', '49,10', '49,39'];
  expect(placesOf(dots(...inside), 10)).toEqual(inside);
  expect(placesOf(dots('9,20', '50,20', '30,9', '30,40'), 10)).toEqual([]);
});

test('of corners beside each other the strongest is kept, and the first of equal ones', () => {
  const two = paint(60, 50, (x, y) => (y === 25 && (x === 30 || x === 31) ? 170 + x : 100));
  expect(placesOf(two)).toEqual(['31,25']);
  expect(placesOf(dots('30,25', '31,25'))).toEqual(['30,25']);
  expect(placesOf(dots('30,25', '30,26'))).toEqual(['30,25']);
  expect(placesOf(dots('30,25', '31,26'))).toEqual(['30,25']);
  expect(placesOf(dots('30,25', '29,26'))).toEqual(['30,25']);
});

test('how strong a corner is, is by how much it stands out', () => {
  const [corner] = findCorners(squares([[40, 60, 173]]), 4, 1);
  expect(corner?.strength).toBe(73);
});

test('of few that are wanted the strongest of each part of the picture come first', () => {
  const raster = squares([
    [10, 10, 250],
    [110, 10, 130],
    [10, 110, 160],
  ]);
  const strengths = (most: number) => findCorners(raster, 4, most).map(({ strength }) => strength);
  expect(strengths(12).toSorted((a, b) => b - a)).toEqual([
    150, 150, 150, 150, 60, 60, 60, 60, 30, 30, 30, 30,
  ]);
  expect(strengths(3)).toHaveLength(3);
  expect(strengths(100)).toHaveLength(12);
});

/** By place, the strengths of dots in the first part of a picture, in one beside it and in one below. */
const UNEVEN = { '10,10': 100, '20,20': 150, '100,10': 30, '10,100': 20 };

test.each([
  [1, [150]],
  [2, [150, 30]],
  [3, [150, 30, 20]],
  [4, [150, 30, 20, 100]],
])(
  'of %i that are wanted weak ones elsewhere come before the second of one part',
  (most, wanted) => {
    const strengths = new Map(Object.entries(UNEVEN));
    const raster = paint(240, 240, (x, y) => 100 + (strengths.get(`${x},${y}`) ?? 0));
    expect(findCorners(raster, 4, most).map(({ strength }) => strength)).toEqual(wanted);
  },
);
