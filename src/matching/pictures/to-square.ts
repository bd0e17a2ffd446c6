import type { Raster, Region } from './raster.ts';

/** Side of the square on which a hash is computed. */
export const SIDE = 64;

/** Scales a region to 64×64 as PDQ does: a box filter applied twice (Jarosz, "Fast image convolutions", 2001) as one weighted sum. */
export function toSquare({ width, pixels }: Raster, region: Region, view: View): Float32Array {
  const across = sampling(region.x1 - region.x0);
  const down = sampling(region.y1 - region.y0);
  const square = new Float32Array(SIDE * SIDE);
  const row = new Float32Array(SIDE);
  for (let y = region.y0; y < region.y1; y++) {
    const cells = down.cellsOf[y - region.y0];
    if (!cells) continue;
    const line = pixels.subarray(y * width + region.x0, y * width + region.x1);
    sampleRow(line, view === 'mirrored' ? across.mirrored : across.straight, row);
    for (const { cell, weight } of cells) {
      const start = cell * SIDE;
      for (let x = 0; x < SIDE; x++) {
        square[start + x] = (square[start + x] ?? 0) + weight * (row[x] ?? 0);
      }
    }
  }
  return square;
}

/** Whether rows are read from left to right, or mirrored. */
export type View = 'straight' | 'mirrored';

function sampleRow(line: Uint8Array, { starts, places, weights }: Taps, row: Float32Array): void {
  for (let cell = 0; cell < SIDE; cell++) {
    let sum = 0;
    const end = starts[cell + 1] ?? 0;
    for (let tap = starts[cell] ?? 0; tap < end; tap++) {
      sum += (weights[tap] ?? 0) * (line[places[tap] ?? 0] ?? 0);
    }
    row[cell] = sum;
  }
}

/** How the pixels along one side contribute to its 64 cells. */
interface Sampling {
  straight: Taps;
  mirrored: Taps;
  /** Cells to which each used pixel contributes. */
  cellsOf: ({ cell: number; weight: number }[] | undefined)[];
}

interface Taps {
  /** Start of the taps of each cell, and the end of the last. */
  starts: Uint32Array;
  /** Pixel of each tap, and its weight. */
  places: Uint16Array;
  weights: Float32Array;
}

const known = new Map<number, Sampling>();

/** Computed once per length: pictures are at most some hundred pixels long. */
function sampling(length: number): Sampling {
  const found = known.get(length);
  if (found) return found;
  const made = makeSampling(length);
  known.set(length, made);
  return made;
}

function makeSampling(length: number): Sampling {
  const window = Math.ceil(length / (2 * SIDE));
  const starts = new Uint32Array(SIDE + 1);
  const places: number[] = [];
  const weights: number[] = [];
  const cellsOf: Sampling['cellsOf'] = new Array(length).fill(undefined);
  for (let cell = 0; cell < SIDE; cell++) {
    const middle = Math.floor(((cell + 0.5) * length) / SIDE);
    for (const [place, weight] of boxOfBoxes(middle, window, length)) {
      places.push(place);
      weights.push(weight);
      cellsOf[place] = [...(cellsOf[place] ?? []), { cell, weight }];
    }
    starts[cell + 1] = weights.length;
  }
  const taps = { starts, weights: Float32Array.from(weights) };
  return {
    straight: { ...taps, places: Uint16Array.from(places) },
    mirrored: { ...taps, places: Uint16Array.from(places, (place) => length - 1 - place) },
    cellsOf,
  };
}

/** Returns the weights of the pixels in a mean of means around the middle. */
function boxOfBoxes(middle: number, window: number, length: number): Map<number, number> {
  const weights = new Map<number, number>();
  const outer = reach(middle, window, length);
  for (let at = outer.first; at <= outer.last; at++) {
    const inner = reach(at, window, length);
    const share = 1 / (outer.last - outer.first + 1) / (inner.last - inner.first + 1);
    for (let pixel = inner.first; pixel <= inner.last; pixel++) {
      weights.set(pixel, (weights.get(pixel) ?? 0) + share);
    }
  }
  return weights;
}

/** Returns the pixels that a box filter averages; fewer at the ends of a row. */
function reach(middle: number, window: number, length: number): { first: number; last: number } {
  return {
    first: Math.max(0, middle - Math.floor((window - 1) / 2)),
    last: Math.min(length - 1, middle + Math.floor(window / 2)),
  };
}
