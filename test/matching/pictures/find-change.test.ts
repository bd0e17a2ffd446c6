import { expect, test } from 'vitest';
import { findChange } from '../../../src/matching/pictures/find-change.ts';
import { everywhere, type Point, packed } from './points.ts';

/** Cells across and down, from the third column and row on. */
type Part = readonly [across: number, down: number];

const isWithin = ({ x, y }: Point, [across, down]: Part) => {
  const [column, row] = [Math.floor(x / 64) - 2, Math.floor(y / 64) - 2];
  return column >= 0 && row >= 0 && column < across && row < down;
};

interface Changed {
  part: Part;
  /** Points in each cell of the stored picture. */
  perCell: number;
  /** How many points of the part are still there, and how many others came. */
  kept: number;
  came: number;
}

/** What a picture of which a part was changed is beside the stored one. */
function changed({ part, perCell, kept, came }: Changed) {
  const stored = everywhere(perCell);
  const inside = stored.filter((point) => isWithin(point, part));
  const outside = stored.filter((point) => !isWithin(point, part));
  const others = Array.from({ length: came }, (_, at): Point => {
    const { x, y } = inside[at % inside.length] ?? { x: 0, y: 0 };
    return { x: x + 1, y, look: 5000 + at };
  });
  return findChange(packed([...outside, ...inside.slice(0, kept), ...others]), packed(stored));
}

test('a picture beside itself has no part that differs', () => {
  const points = packed(everywhere(5));
  expect(findChange(points, points)).toBe('none');
});

test.each<[what: string, Changed, change: string]>([
  ['a word', { part: [2, 1], perCell: 7, kept: 0, came: 9 }, 'some'],
  ['a line', { part: [4, 1], perCell: 4, kept: 0, came: 16 }, 'some'],
  ['a shorter line', { part: [3, 1], perCell: 5, kept: 0, came: 15 }, 'some'],
  ['a block', { part: [2, 2], perCell: 4, kept: 0, came: 16 }, 'some'],
  ['a word of few points', { part: [2, 1], perCell: 6, kept: 0, came: 8 }, 'none'],
  ['a single cell', { part: [1, 1], perCell: 7, kept: 0, came: 7 }, 'none'],
  ['a block of which a third is left', { part: [2, 2], perCell: 5, kept: 7, came: 13 }, 'some'],
  ['a block of which two fifths are left', { part: [2, 2], perCell: 5, kept: 8, came: 12 }, 'none'],
  ['mostly other points', { part: [2, 2], perCell: 5, kept: 7, came: 11 }, 'some'],
  ['hardly more other points', { part: [2, 2], perCell: 5, kept: 7, came: 10 }, 'none'],
  ['as many points as elsewhere', { part: [2, 2], perCell: 5, kept: 0, came: 12 }, 'some'],
  ['fewer points than elsewhere', { part: [2, 2], perCell: 5, kept: 0, came: 11 }, 'none'],
  ['a large part with a few points', { part: [2, 2], perCell: 7, kept: 0, came: 3 }, 'some'],
  ['a large part with hardly any', { part: [2, 2], perCell: 7, kept: 0, came: 2 }, 'none'],
  ['a smaller part with a few', { part: [2, 2], perCell: 6, kept: 0, came: 3 }, 'none'],
  ['a large part, a fifth still there', { part: [2, 2], perCell: 7, kept: 6, came: 3 }, 'some'],
  ['a large part, a quarter still there', { part: [2, 2], perCell: 7, kept: 7, came: 4 }, 'none'],
  ['a large part with few others', { part: [2, 2], perCell: 7, kept: 6, came: 2 }, 'none'],
])('%s that was replaced', (_, given, change) => {
  expect(changed(given)).toBe(change);
});

const STORED = everywhere(5);
const BLOCK: Part = [2, 2];
const inBlock = (change: (point: Point) => Partial<Point>) =>
  STORED.map((point) => (isWithin(point, BLOCK) ? { ...point, ...change(point) } : point));

test.each<[what: string, query: Point[], change: string]>([
  ['moved by eight pixels', inBlock(({ x }) => ({ x: x + 8 })), 'none'],
  ['moved by nine pixels', inBlock(({ x }) => ({ x: x + 9 })), 'some'],
  ['moved down by nine pixels', inBlock(({ y }) => ({ y: y + 9 })), 'some'],
  ['that differs in few comparisons', inBlock(() => ({ turned: 80 })), 'none'],
  ['that differs in more', inBlock(() => ({ turned: 88 })), 'some'],
])('a block %s', (_, query, change) => {
  expect(findChange(packed(query), packed(STORED))).toBe(change);
});

test.each([
  ['left', 0, 2],
  ['right', 6, 2],
  ['top', 2, 0],
  ['bottom', 2, 6],
  ['corner', 0, 0],
])('a block that was replaced at the %s is noticed', (_, left, top) => {
  const query = STORED.map((point) => {
    const [column, row] = [Math.floor(point.x / 64) - left, Math.floor(point.y / 64) - top];
    const isIn = column >= 0 && column < 2 && row >= 0 && row < 2;
    return isIn ? { ...point, look: point.look + 5000 } : point;
  });
  expect(findChange(packed(query), packed(STORED))).toBe('some');
});

test('what is beside the stored picture does not count', () => {
  const stored = everywhere(5);
  const inside = stored.filter((point) => isWithin(point, BLOCK));
  const outside = stored.filter((point) => !isWithin(point, BLOCK));
  const others = inside.slice(0, 12).map((point, at) => ({ ...point, look: 5000 + at }));
  const beside = Array.from({ length: 60 }, (_, at): Point => {
    const along = 8 * at;
    return [
      { x: -40, y: along, look: 6000 + at },
      { x: 540, y: along, look: 6000 + at },
      { x: along, y: -40, look: 6000 + at },
      { x: along, y: 540, look: 6000 + at },
    ][at % 4] as Point;
  });
  const query = [...outside, ...others, ...beside].map(({ x, y, look }) => {
    return { x: x + 100, y: y + 100, look };
  });
  expect(findChange(packed(query), packed(stored))).toBe('some');
});

/** A point of the stored picture as it lies in one that is smaller, turned and moved. */
function laid({ x, y, ...look }: Point): Point {
  const [dx, dy] = [x - 256, y - 256];
  return { x: 250 + 0.7 * dx - 0.07 * dy, y: 240 + 0.7 * dy + 0.07 * dx, ...look };
}

test('a smaller, turned and moved picture is laid on the stored one before they are compared', () => {
  expect(findChange(packed(STORED.map(laid)), packed(STORED))).toBe('none');
  const replaced = inBlock(({ look }) => ({ look: look + 5000 })).map(laid);
  expect(findChange(packed(replaced), packed(STORED))).toBe('some');
});

test('pictures of which few points agree cannot be compared', () => {
  const few = (count: number) =>
    STORED.map((point, at) => (at < count ? point : { ...point, look: point.look + 5000 }));
  expect(findChange(packed(few(23)), packed(STORED))).toBe('unlaid');
  expect(findChange(packed(few(24)), packed(STORED))).not.toBe('unlaid');
  expect(findChange(packed([]), packed(STORED))).toBe('unlaid');
});
