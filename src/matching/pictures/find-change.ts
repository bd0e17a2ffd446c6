import { difference, type Points, unpackPoints } from './match-points.ts';
import { ENOUGH, layPicture, type Move } from './verify-picture.ts';

/** What a look at the points of two pictures with nearly the same hash shows; `unlaid` where too few of them agree. */
export type Change = 'none' | 'some' | 'unlaid';

/**
 * Whether a part of a stored picture is something else in the picture that was sent, as where another text stands on the same
 * background: of all places of that part hardly one looks as it did. Hashes of 256 bits are too coarse to show it.
 */
export function findChange(queryPoints: Uint8Array, storedPoints: Uint8Array): Change {
  const { move, inliers } = layPicture(queryPoints, storedPoints);
  if (!move || inliers.length < ENOUGH) return 'unlaid';
  const stored = unpackPoints(storedPoints);
  const seen = findSeen(unpackPoints(queryPoints), stored, move);
  return worstPart(stored, seen) < LEAST_SEEN ? 'some' : 'none';
}

/** Of the points of a part; recompressed pictures had .4 at least, those with another text mostly .25 at most. */
const LEAST_SEEN = 0.3;
/** A part with fewer points tells nothing. */
const FEWEST = 10;
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

/** For each stored point whether the picture that was sent has one like it in the same place. */
function findSeen(query: Points, stored: Points, { a, b, c, d }: Move): boolean[] {
  const places = Array.from({ length: query.count }, (_, at) => {
    const [x, y] = [query.x[at] ?? 0, query.y[at] ?? 0];
    return [a * x - b * y + c, b * x + a * y + d] as const;
  });
  return Array.from({ length: stored.count }, (_, at) =>
    places.some(([x, y], other) => {
      const [aside, below] = [x - (stored.x[at] ?? 0), y - (stored.y[at] ?? 0)];
      if (aside * aside + below * below > NEAR * NEAR) return false;
      return difference(query.words, other * WORDS, stored.words, at * WORDS) <= ALIKE;
    }),
  );
}

/** Numbers a point has; see `Points`. */
const WORDS = 8;
/** More than where a point may be anywhere: its place is known here. */
const ALIKE = 80;

function worstPart({ x, y }: Points, seen: readonly boolean[]): number {
  const all = new Uint16Array(CELLS * CELLS);
  const found = new Uint16Array(CELLS * CELLS);
  for (const [at, isSeen] of seen.entries()) {
    const cell = cellOf(x[at] ?? 0) + CELLS * cellOf(y[at] ?? 0);
    all[cell] = (all[cell] ?? 0) + 1;
    if (isSeen) found[cell] = (found[cell] ?? 0) + 1;
  }
  let worst = 1;
  for (let cell = 0; cell < all.length; cell++) {
    for (const part of PARTS) {
      const count = sum(all, cell, part);
      if (count >= FEWEST) worst = Math.min(worst, sum(found, cell, part) / count);
    }
  }
  return worst;
}

function cellOf(place: number): number {
  return Math.min(CELLS - 1, Math.floor(place / CELL));
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
