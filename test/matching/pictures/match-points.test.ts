import { expect, test } from 'vitest';
import { matchPoints } from '../../../src/matching/pictures/match-points.ts';
import {
  beyondShared,
  isVerified,
  layPicture,
  verifyPicture,
} from '../../../src/matching/pictures/verify-picture.ts';
import { everywhere, type Point, packed } from './points.ts';

const pairs = (query: Point[], stored: Point[]) =>
  matchPoints(packed(query), packed(stored)).map(({ x, y, toX, toY, distance }) => [
    `${x},${y}`,
    `${toX},${toY}`,
    distance,
  ]);

test('each point is paired with the one of its look, the surest first', () => {
  const query = [
    { x: 10, y: 20, look: 1, turned: 8 },
    { x: 30.5, y: 40, look: 2 },
    { x: 50, y: 60, look: 3 },
  ];
  const stored = [
    { x: 100, y: 110, look: 4 },
    { x: 120.25, y: 130, look: 2 },
    { x: 140, y: 150, look: 1 },
  ];
  expect(pairs(query, stored)).toEqual([
    ['30.5,40', '120.25,130', 0],
    ['10,20', '140,150', 8],
  ]);
});

test.each([
  [72, 1],
  [73, 0],
])('a point that differs in %i of 256 comparisons has %i partners', (turned, count) => {
  const stored = [{ x: 1, y: 2, look: 1 }];
  expect(pairs([{ x: 9, y: 9, look: 1, turned }], stored)).toHaveLength(count);
});

test.each<[what: string, other: Point, count: number]>([
  ['nearly as much elsewhere', { x: 200, y: 100, look: 1, turned: 44 }, 0],
  ['nearly as much below', { x: 100, y: 200, look: 1, turned: 44 }, 0],
  ['much less elsewhere', { x: 200, y: 100, look: 1, turned: 56 }, 1],
  ['nearly as much in the same place', { x: 106, y: 106, look: 1, turned: 44 }, 1],
  ['nearly as much a little farther', { x: 107, y: 106, look: 1, turned: 44 }, 0],
])('a point that looks like one, and like another %s', (_, other, count) => {
  const stored = [{ x: 100, y: 100, look: 1, turned: 40 }, other];
  const query = [{ x: 5, y: 5, look: 1 }];
  expect(pairs(query, stored)).toHaveLength(count);
  expect(pairs(query, stored.toReversed())).toHaveLength(count);
});

const STORED = everywhere(2);

/** Points as they lie in a picture that is so much smaller, turned and moved. */
function laid(scale: number, turn: number, points: readonly Point[] = STORED): Uint8Array {
  const [along, aside] = [scale * Math.cos(turn), scale * Math.sin(turn)];
  return packed(
    points.map(({ x, y, look }) => ({
      x: 700 + along * (x - 256) - aside * (y - 256),
      y: 800 + along * (y - 256) + aside * (x - 256),
      look,
    })),
  );
}

test.each([
  ['as large', 1, 0, true],
  ['a quarter as large', 0.26, 0, true],
  ['a fifth as large', 0.2, 0, false],
  ['nearly twice as large', 1.9, 0, true],
  ['more than twice as large', 2.2, 0, false],
  ['turned by 13 degrees', 1, 0.23, true],
  ['turned the other way', 1, -0.23, true],
  ['turned by 17 degrees', 1, 0.3, false],
  ['turned by 17 degrees the other way', 1, -0.3, false],
])('a picture %s is laid on the stored one: %s', (_, scale, turn, isLaid) => {
  const { inliers, cover } = verifyPicture(laid(scale, turn), packed(STORED));
  expect([inliers > 100, cover > 0.9]).toEqual([isLaid, isLaid]);
});

test('how a picture lies is told by how it is moved, scaled and turned', () => {
  const { move, inliers } = layPicture(laid(0.5, 0.1), packed(STORED));
  expect(inliers).toHaveLength(STORED.length);
  const [along, aside] = [2 * Math.cos(0.1), 2 * Math.sin(0.1)];
  expect(move?.a).toBeCloseTo(along, 2);
  expect(move?.b).toBeCloseTo(-aside, 2);
  expect((move?.a ?? 0) * 700 - (move?.b ?? 0) * 800 + (move?.c ?? 0)).toBeCloseTo(256, 0);
  expect((move?.b ?? 0) * 700 + (move?.a ?? 0) * 800 + (move?.d ?? 0)).toBeCloseTo(256, 0);
});

test.each([
  ['six pixels off', 6, STORED.length],
  ['twenty pixels off', 20, STORED.length - 16],
])('of the points that lie %s a few agree', (_, off, agreeing) => {
  const query = STORED.map((point, at) => (at < 16 ? { ...point, x: point.x + off } : point));
  expect(layPicture(packed(query), packed(STORED)).inliers).toHaveLength(agreeing);
});

test('a few of the surest that lie off do not decide how a picture lies', () => {
  const query = STORED.map((point, at) =>
    at >= 36 && at < 40 ? { ...point, x: point.x + 20 } : point,
  );
  expect(layPicture(packed(query), packed(STORED)).inliers).toHaveLength(STORED.length - 4);
});

test('where nothing agrees, or the shape is not known, no place is told', () => {
  const [some, none] = [packed(STORED), packed([])];
  expect(verifyPicture(some, some).box).toBeUndefined();
  expect(verifyPicture(none, some, 1)).toEqual({ inliers: 0, cover: 0 });
  expect(verifyPicture(some, none, 1)).toEqual({ inliers: 0, cover: 0 });
});

test('points that are all close together lie in no certain way', () => {
  const close = STORED.map((point, at) => ({ ...point, x: at % 16, y: at % 15 }));
  expect(layPicture(packed(close), packed(close)).inliers).toEqual([]);
});

test('how much of the stored picture is covered counts its cells with points', () => {
  const upper = STORED.filter(({ y }) => y < 128);
  expect(verifyPicture(packed(upper), packed(STORED)).cover).toBe(0.25);
  expect(verifyPicture(packed(upper), packed(upper)).cover).toBe(1);
});

test.each([
  ['wide', 2, [0.03, 0.08, 0.92, 1.9]],
  ['tall', 0.5, [0.07, 0.04, 1.84, 0.95]],
  ['square', 1, [0.04, 0.04, 0.95, 0.95]],
])('where it lies in a %s picture is told in shares of its width and height', (_, shape, box) => {
  const found = verifyPicture(packed(STORED), packed(STORED), shape).box ?? [];
  for (const [at, edge] of box.entries()) expect(found[at]).toBeCloseTo(edge, 1);
});

test.each([
  [24, 0.3, true],
  [23, 1, false],
  [100, 0.29, false],
])('%i points that cover %d are enough to ask: %s', (inliers, cover, isEnough) => {
  expect(isVerified({ inliers, cover })).toBe(isEnough);
});

test.each([
  ['three are few', [90, 80, 70], [90, 80, 70]],
  ['four are a template, which one of them goes beyond', [94, 80, 70, 70], [94]],
  ['four are a template, which none goes beyond', [93, 80, 70, 70], []],
  ['the fourth in number counts, in whatever order', [10, 60, 94, 70, 71, 80], [94]],
])('of documents that agree with a picture %s', (_, agreeing, left) => {
  const found = agreeing.map((inliers) => ({ inliers, cover: 1 }));
  expect(beyondShared(found).map(({ inliers }) => inliers)).toEqual(left);
});
