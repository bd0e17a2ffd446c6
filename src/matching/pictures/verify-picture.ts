import type { Box } from '../match.ts';
import { matchPoints, type Pair, unpackPoints } from './match-points.ts';
import { LONGEST } from './read-points.ts';

export interface Verified {
  /** Similar points that coincide once one picture is moved, scaled and rotated. */
  inliers: number;
  /** Covered share of the stored points' area, 0..1: templates agree in a header only. */
  cover: number;
  /** Where in the query the points that coincide are; only if its shape is known. */
  box?: Box | undefined;
}

/** Compares the points (see `readPoints`) of a query, as wide as `shape` times its height, with those of a stored picture. */
export function verifyPicture(
  queryPoints: Uint8Array,
  storedPoints: Uint8Array,
  shape?: number | undefined,
): Verified {
  const { inliers } = layPicture(queryPoints, storedPoints);
  const cover = coverOf(inliers, storedPoints);
  const box = shape && cover > 0 ? boxOf(inliers, shape) : undefined;
  return { inliers: inliers.length, cover, box };
}

/** Edges of the points in a picture of this width in heights. */
function boxOf(inliers: readonly Pair[], shape: number): Box {
  const [width, height] = [LONGEST * Math.min(1, shape), LONGEST / Math.max(1, shape)];
  const [x, y] = [inliers.map((pair) => pair.x / width), inliers.map((pair) => pair.y / height)];
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
}

/** Returns the transformation that most points agree on, and those points; none if none agree. */
export function layPicture(queryPoints: Uint8Array, storedPoints: Uint8Array) {
  const pairs = matchPoints(queryPoints, storedPoints);
  let best: Pair[] = [];
  for (const [at, one] of pairs.slice(0, TRIED).entries()) {
    for (const other of pairs.slice(0, at)) {
      const move = moveOf(one, other);
      if (move && countInliers(pairs, move) > best.length) best = inliersOf(pairs, move);
    }
  }
  const move = fitMove(best);
  return { move, inliers: move ? inliersOf(pairs, move) : [] };
}

function coverOf(inliers: readonly Pair[], storedPoints: Uint8Array): number {
  const { x, y, count } = unpackPoints(storedPoints);
  const cells = new Set<number>();
  for (let point = 0; point < count; point++) cells.add(cellOf(x[point] ?? 0, y[point] ?? 0));
  const found = new Set(inliers.map(({ toX, toY }) => cellOf(toX, toY)));
  return cells.size === 0 ? 0 : found.size / cells.size;
}

function cellOf(x: number, y: number): number {
  return Math.floor(x / CELL) + 1024 * Math.floor(y / CELL);
}

/** Whether it is safe to ask "is it this one?"; chosen on `npm run bench:pictures`. */
export function isVerified({ inliers, cover }: Verified): boolean {
  return inliers >= ENOUGH && cover >= ALL_OVER;
}

/** Leaves out those that agree with a picture no more than many others do, as on one template. */
export function beyondShared<T extends Verified>(found: readonly T[]): T[] {
  const shared = found.map(({ inliers }) => inliers).toSorted((a, b) => b - a)[MANY - 1];
  return found.filter(({ inliers }) => shared === undefined || inliers >= shared + ENOUGH);
}

/** So many documents with one background make it common. */
export const MANY = 4;

/** (x, y) goes to (a·x − b·y + c, b·x + a·y + d). */
export interface Move {
  a: number;
  b: number;
  c: number;
  d: number;
}

/** Returns the transformation of two pairs, if people would make it. */
function moveOf(one: Pair, other: Pair): Move | undefined {
  const [x, y] = [other.x - one.x, other.y - one.y];
  const square = x * x + y * y;
  if (square < APART * APART) return undefined;
  const [toX, toY] = [other.toX - one.toX, other.toY - one.toY];
  const a = (x * toX + y * toY) / square;
  const b = (x * toY - y * toX) / square;
  if (a < SMALLEST || a > LARGEST || Math.abs(b) > TURN * a) return undefined;
  return { a, b, c: one.toX - a * one.x + b * one.y, d: one.toY - b * one.x - a * one.y };
}

/** Returns the transformation that fits all pairs best (least squares). */
function fitMove(pairs: readonly Pair[]): Move | undefined {
  const mean = (of: (pair: Pair) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [x, y] = [mean((pair) => pair.x), mean((pair) => pair.y)];
  const [toX, toY] = [mean((pair) => pair.toX), mean((pair) => pair.toY)];
  let [along, beside, square] = [0, 0, 0];
  for (const pair of pairs) {
    const [dx, dy] = [pair.x - x, pair.y - y];
    const [toDx, toDy] = [pair.toX - toX, pair.toY - toY];
    along += dx * toDx + dy * toDy;
    beside += dx * toDy - dy * toDx;
    square += dx * dx + dy * dy;
  }
  if (square === 0) return undefined;
  const [a, b] = [along / square, beside / square];
  return { a, b, c: toX - a * x + b * y, d: toY - b * x - a * y };
}

function inliersOf(pairs: readonly Pair[], move: Move): Pair[] {
  return pairs.filter((pair) => isNear(pair, move));
}

function countInliers(pairs: readonly Pair[], move: Move): number {
  let count = 0;
  for (const pair of pairs) if (isNear(pair, move)) count++;
  return count;
}

function isNear({ x, y, toX, toY }: Pair, { a, b, c, d }: Move): boolean {
  const offX = a * x - b * y + c - toX;
  const offY = b * x + a * y + d - toY;
  return offX * offX + offY * offY < NEAR * NEAR;
}

/** Every two of this many surest pairs are tried. */
const TRIED = 40;
/** In pixels of a picture 512 long. */
const CELL = 64;
const APART = 24;
const NEAR = 7;
/** Limits for the scale of the stored picture and its rotation (the tangent of 15°). */
const SMALLEST = 0.5;
const LARGEST = 4;
const TURN = 0.27;
/** Fewer agreeing points may be chance. */
export const ENOUGH = 24;
const ALL_OVER = 0.3;
