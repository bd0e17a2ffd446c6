import type { Region } from './raster.ts';

/** Pixels of a map, row by row, and which of them count. */
interface Mask {
  readonly width: number;
  readonly height: number;
  isInside(at: number): boolean;
  /** Whether pixels hang together at their corners too. */
  byCorners?: boolean;
}

/** Pixels that hang together, and the smallest part of the map that has them all. */
export interface Patch extends Region {
  readonly places: readonly number[];
}

/** Yields the patches of a mask from top to bottom; each pixel is visited once. */
export function* findPatches({ width, height, isInside, byCorners }: Mask): Generator<Patch> {
  const corners = byCorners ? [-width - 1, 1 - width, width - 1, width + 1] : [];
  const steps = [-width, -1, 1, width, ...corners];
  const isSeen = new Uint8Array(width * height);
  for (let start = 0; start < isSeen.length; start++) {
    if (isSeen[start] === 1 || !isInside(start)) continue;
    const places = [start];
    isSeen[start] = 1;
    let [x0, y0, x1, y1] = [width, height, 0, 0];
    for (const at of places) {
      const [x, y] = [at % width, Math.floor(at / width)];
      [x0, y0] = [Math.min(x0, x), Math.min(y0, y)];
      [x1, y1] = [Math.max(x1, x + 1), Math.max(y1, y + 1)];
      for (const step of steps) {
        const next = at + step;
        const isBeside = Math.abs((next % width) - x) <= 1;
        if (!isBeside || isSeen[next] !== 0 || !isInside(next)) continue;
        isSeen[next] = 1;
        places.push(next);
      }
    }
    yield { x0, y0, x1, y1, places };
  }
}
