import { findPatches, type Patch } from './find-patches.ts';
import type { Raster } from './raster.ts';

/** Redness of each pixel of a picture, 0..255, row by row. */
export type Redness = Raster;

/** Cuts out red parts that may be a stamp, straightened, once with red as dark and once as light, as letters are red or white on red. */
export function cutStamps(redness: Redness): Raster[] {
  return RED.flatMap((least) =>
    largestPatches(redness, least).flatMap((cells) => {
      const shape = shapeOf(redness, cells, least);
      return shape ? [straighten(redness, shape, 'dark'), straighten(redness, shape, 'light')] : [];
    }),
  );
}

/** Lowest values that count as red: first the deep red of most stamps, which stands out on a reddish picture. */
const RED = [130, 70];
/** In pixels; a cell is red if this share of it is. */
const CELL = 16;
const SHARE = 0.12;
/** Smallest and largest stamp as a share of the cells, and how many patches are examined. */
const [SMALLEST, LARGEST] = [0.015, 0.5];
const MOST = 2;
/** A stamp is a word: longer than tall, and slanted by 40° at most. */
const LONGER = 1.6;
const MOST_SLANTED = 0.7;
/** Height of a cut-out in pixels, and the margin around it. */
const HEIGHT = 110;
const MARGIN = 18;

/** The cells of each of the largest patches of adjacent red ones. */
function largestPatches(redness: Redness, least: number): (readonly number[])[] {
  const cells = {
    width: Math.ceil(redness.width / CELL),
    height: Math.ceil(redness.height / CELL),
  };
  const counts = countRed(redness, cells, least);
  const isInside = (at: number) => (counts[at] ?? 0) >= SHARE * CELL * CELL;
  const shareOf = ({ places }: Patch) => places.length / counts.length;
  return [...findPatches({ ...cells, isInside, byCorners: true })]
    .filter((patch) => shareOf(patch) >= SMALLEST && shareOf(patch) <= LARGEST)
    .sort((a, b) => shareOf(b) - shareOf(a))
    .slice(0, MOST)
    .map(({ places }) => places);
}

function countRed(
  { width, height, pixels }: Redness,
  cells: Omit<Raster, 'pixels'>,
  least: number,
): Uint16Array {
  const counts = new Uint16Array(cells.width * cells.height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((pixels[y * width + x] ?? 0) < least) continue;
      const cell = Math.floor(y / CELL) * cells.width + Math.floor(x / CELL);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return counts;
}

/** Position of a patch: its centre, its slant, and its extent along and across it. */
type Shape = NonNullable<ReturnType<typeof shapeOf>>;

/** Finds the main axis of its pixels; undefined if it is no word. */
function shapeOf(redness: Redness, cells: readonly number[], least: number) {
  const pixels = redPixels(redness, cells, least);
  const mean = (of: (pixel: readonly [number, number]) => number) =>
    pixels.reduce((sum, pixel) => sum + of(pixel), 0) / pixels.length;
  const [x, y] = [mean((pixel) => pixel[0]), mean((pixel) => pixel[1])];
  const wide = mean((pixel) => (pixel[0] - x) ** 2);
  const tall = mean((pixel) => (pixel[1] - y) ** 2);
  const slant = Math.atan2(2 * mean((pixel) => (pixel[0] - x) * (pixel[1] - y)), wide - tall) / 2;
  if (pixels.length === 0 || Math.abs(slant) > MOST_SLANTED) return undefined;
  const [cosine, sine] = [Math.cos(slant), Math.sin(slant)];
  const along = pixels.map((pixel) => (pixel[0] - x) * cosine + (pixel[1] - y) * sine);
  const aside = pixels.map((pixel) => (pixel[1] - y) * cosine - (pixel[0] - x) * sine);
  const shape = { x, y, slant, along: rangeOf(along), aside: rangeOf(aside) };
  const longer = (shape.along[1] - shape.along[0]) / (shape.aside[1] - shape.aside[0]);
  return longer >= LONGER ? shape : undefined;
}

function redPixels({ width, height, pixels }: Redness, cells: readonly number[], least: number) {
  const across = Math.ceil(width / CELL);
  const found: [number, number][] = [];
  for (const cell of cells) {
    const [left, top] = [(cell % across) * CELL, Math.floor(cell / across) * CELL];
    for (let y = top; y < Math.min(height, top + CELL); y++) {
      for (let x = left; x < Math.min(width, left + CELL); x++) {
        if ((pixels[y * width + x] ?? 0) >= least) found.push([x, y]);
      }
    }
  }
  return found;
}

/** Ignores one in a hundred at each end. */
function rangeOf(values: number[]): [number, number] {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return [at(0.01), at(0.99) + 1];
}

function straighten(redness: Redness, shape: Shape, red: 'dark' | 'light'): Raster {
  const scale = (shape.aside[1] - shape.aside[0]) / HEIGHT;
  const wide = Math.min(12 * HEIGHT, Math.round((shape.along[1] - shape.along[0]) / scale));
  const [width, height] = [wide + 2 * MARGIN, HEIGHT + 2 * MARGIN];
  const pixels = new Uint8Array(width * height).fill(255);
  const [cosine, sine] = [Math.cos(shape.slant), Math.sin(shape.slant)];
  for (let row = 0; row < HEIGHT; row++) {
    for (let column = 0; column < wide; column++) {
      const [u, v] = [shape.along[0] + column * scale, shape.aside[0] + row * scale];
      const x = Math.round(shape.x + u * cosine - v * sine);
      const y = Math.round(shape.y + u * sine + v * cosine);
      const value = Math.min(255, 2 * (redness.pixels[y * redness.width + x] ?? 0));
      const at = (row + MARGIN) * width + column + MARGIN;
      pixels[at] = red === 'dark' ? 255 - value : value;
    }
  }
  return { width, height, pixels };
}
