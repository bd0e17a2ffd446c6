import CIRCLE from './circle-of-sixteen.json' with { type: 'json' };
import type { Raster } from './raster.ts';

export interface Corner {
  x: number;
  y: number;
  /** How clearly it stands out, in grey values. */
  strength: number;
}

/** Finds the `most` strongest corners by FAST-9 (Rosten and Drummond, 2006): nine in a row of a circle of 16 are brighter, or darker. */
export function findCorners(raster: Raster, margin: number, most: number): Corner[] {
  return spread(strongestNearby(raster, strengths(raster, margin)), raster, most);
}

/** Computes the corner strength at each pixel, 0 if there is no corner. */
function strengths({ width, height, pixels }: Raster, margin: number): Uint8Array {
  const found = new Uint8Array(pixels.length);
  const circle = CIRCLE.map(([x = 0, y = 0]) => y * width + x);
  for (let y = margin; y < height - margin; y++) {
    for (let x = margin; x < width - margin; x++) {
      const at = y * width + x;
      if (mayBeCorner(pixels, at, 3 * width)) found[at] = strengthAt(pixels, at, circle);
    }
  }
  return found;
}

/** Nine in a row on the circle include two adjacent ones of top, right, bottom and left. */
function mayBeCorner(pixels: Uint8Array, at: number, threeRows: number): boolean {
  const middle = pixels[at] ?? 0;
  const top = (pixels[at - threeRows] ?? 0) - middle;
  const bottom = (pixels[at + threeRows] ?? 0) - middle;
  const left = (pixels[at - 3] ?? 0) - middle;
  const right = (pixels[at + 3] ?? 0) - middle;
  return (
    ((top > JUMP || bottom > JUMP) && (left > JUMP || right > JUMP)) ||
    ((top < -JUMP || bottom < -JUMP) && (left < -JUMP || right < -JUMP))
  );
}

/** Returns the largest difference by which nine in a row are brighter or darker than the centre. */
function strengthAt(pixels: Uint8Array, at: number, circle: readonly number[]): number {
  const middle = pixels[at] ?? 0;
  for (let place = 0; place < 16; place++) {
    AROUND[place] = AROUND[place + 16] = (pixels[at + (circle[place] ?? 0)] ?? 0) - middle;
  }
  let strength = JUMP;
  for (let first = 0; first < 16; first++) {
    let brighter = 255;
    let darker = 255;
    for (let place = first; place < first + 9; place++) {
      const difference = AROUND[place] ?? 0;
      if (difference < brighter) brighter = difference;
      if (-difference < darker) darker = -difference;
    }
    strength = Math.max(strength, brighter, darker);
  }
  return strength > JUMP ? strength : 0;
}

/** Keeps corners stronger than all eight neighbours; the first of equal ones. */
function strongestNearby({ width }: Raster, found: Uint8Array): Corner[] {
  const corners: Corner[] = [];
  for (let at = 0; at < found.length; at++) {
    const strength = found[at] ?? 0;
    if (strength === 0) continue;
    const above = [at - width - 1, at - width, at - width + 1, at - 1];
    const below = [at + 1, at + width - 1, at + width, at + width + 1];
    if (above.some((other) => (found[other] ?? 0) >= strength)) continue;
    if (below.some((other) => (found[other] ?? 0) > strength)) continue;
    corners.push({ x: at % width, y: Math.floor(at / width), strength });
  }
  return corners;
}

/** Takes the strongest of each cell of a grid, then the second of each, and so on. */
function spread(corners: Corner[], { width, height }: Raster, most: number): Corner[] {
  const cells = Array.from({ length: CELLS * CELLS }, (): Corner[] => []);
  for (const corner of corners) {
    const column = Math.floor((corner.x * CELLS) / width);
    const row = Math.floor((corner.y * CELLS) / height);
    cells[row * CELLS + column]?.push(corner);
  }
  for (const cell of cells) cell.sort((a, b) => b.strength - a.strength);
  const deepest = Math.max(...cells.map((cell) => cell.length));
  const taken: Corner[] = [];
  for (let rank = 0; rank < deepest && taken.length < most; rank++) {
    const round = cells.flatMap((cell) => cell.slice(rank, rank + 1));
    round.sort((a, b) => b.strength - a.strength);
    taken.push(...round.slice(0, most - taken.length));
  }
  return taken;
}

/** Difference larger than noise. */
const JUMP = 12;
const CELLS = 8;
const AROUND = new Int16Array(32);
