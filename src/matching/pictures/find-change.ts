import { difference, type Points, unpackPoints } from './match-points.ts';
import { ENOUGH, layPicture, type Move } from './verify-picture.ts';

/** Result of comparing pictures with nearly one hash by points; `unlaid` if few agree. */
export type Change = 'none' | 'some' | 'unlaid';

/** Detects whether a part of a stored picture differs, such as a text: hardly a point there agrees. Hashes are too coarse for this. */
export function findChange(queryPoints: Uint8Array, storedPoints: Uint8Array): Change {
  const { move, inliers } = layPicture(queryPoints, storedPoints);
  if (!move || inliers.length < ENOUGH) return 'unlaid';
  const [query, stored] = [moved(unpackPoints(queryPoints), move), unpackPoints(storedPoints)];
  return hasOtherPart(count(query, stored)) ? 'some' : 'none';
}

/** A part differs if few stored points are found among many own points of the query there. Chosen on photographs under text. */
const MOST_FOUND = 0.4;
const LEAST_OWN = 0.6;
/** Required ratio of query points to stored points. */
const AS_MANY = 0.6;
/** A part with fewer points gives no evidence. */
const FEWEST = 14;
/** A large part with almost no points found needs fewer of its own. */
const LARGE = { found: 0.25, fewest: 25, asMany: 0.1, own: 0.3 };
/** In pixels of a picture 512 long. */
const NEAR = 8;
const CELL = 64;
const CELLS = 8;
/** Cells across and down: a line of text, the end of one, a block, a word. */
const PARTS = [
  [3, 1],
  [2, 1],
  [2, 2],
  [4, 1],
] as const;

/** Maps the points of the query onto the stored picture. */
function moved(points: Points, { a, b, c, d }: Move): Points {
  const { x, y } = points;
  return {
    ...points,
    x: x.map((here, at) => a * here - b * (y[at] ?? 0) + c),
    y: y.map((here, at) => b * (x[at] ?? 0) + a * here + d),
  };
}

/** Stored and query points per cell, and how many of each have a counterpart there. */
type Counts = ReturnType<typeof count>;

function count(query: Points, stored: Points) {
  const isKnown = new Uint8Array(query.count);
  const isFound = new Uint8Array(stored.count);
  for (let here = 0; here < stored.count; here++) {
    for (let there = 0; there < query.count; there++) {
      if (!isSame({ query, there, stored, here })) continue;
      isKnown[there] = 1;
      isFound[here] = 1;
    }
  }
  return {
    stored: byCell(stored, () => true),
    found: byCell(stored, (at) => isFound[at] === 1),
    sent: byCell(query, () => true),
    known: byCell(query, (at) => isKnown[at] === 1),
  };
}

interface Pairing {
  query: Points;
  there: number;
  stored: Points;
  here: number;
}

function isSame({ query, there, stored, here }: Pairing): boolean {
  const aside = (query.x[there] ?? 0) - (stored.x[here] ?? 0);
  const below = (query.y[there] ?? 0) - (stored.y[here] ?? 0);
  if (aside * aside + below * below > NEAR * NEAR) return false;
  return difference(query.words, there * WORDS, stored.words, here * WORDS) <= ALIKE;
}

/** Numbers per point; see `Points`. */
const WORDS = 8;
/** Higher than for points at any position: here the position is known. */
const ALIKE = 80;

function byCell({ x, y, count: all }: Points, counts: (at: number) => boolean): Uint16Array {
  const cells = new Uint16Array(CELLS * CELLS);
  for (let at = 0; at < all; at++) {
    const [column, row] = [Math.floor((x[at] ?? -1) / CELL), Math.floor((y[at] ?? -1) / CELL)];
    if (column < 0 || row < 0 || column >= CELLS || row >= CELLS || !counts(at)) continue;
    const cell = column + CELLS * row;
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  return cells;
}

function hasOtherPart({ stored, found, sent, known }: Counts): boolean {
  const total = (counts: Uint16Array) => counts.reduce((all, each) => all + each, 0);
  const usual = total(sent) / Math.max(1, total(stored));
  for (let cell = 0; cell < stored.length; cell++) {
    for (const part of PARTS) {
      const kept = sum(stored, cell, part);
      const again = sum(found, cell, part) / Math.max(1, kept);
      if (kept < FEWEST || again >= MOST_FOUND) continue;
      const came = sum(sent, cell, part);
      const own = 1 - sum(known, cell, part) / Math.max(1, came);
      const share = came / (usual * kept);
      if (share >= AS_MANY && own >= LEAST_OWN) return true;
      const isLarge = kept >= LARGE.fewest && again < LARGE.found;
      if (isLarge && share >= LARGE.asMany && own >= LARGE.own) return true;
    }
  }
  return false;
}

function sum(counts: Uint16Array, cell: number, [across, down]: (typeof PARTS)[number]): number {
  const [left, top] = [cell % CELLS, Math.floor(cell / CELLS)];
  let total = 0;
  for (let row = top; row < Math.min(CELLS, top + down); row++) {
    for (let column = left; column < Math.min(CELLS, left + across); column++) {
      total += counts[row * CELLS + column] ?? 0;
    }
  }
  return total;
}
