import type { Raster } from './raster.ts';

/** Redness of each pixel of a picture, 0..255, row by row. */
export type Redness = Raster;

/**
 * Cuts out red parts that may be a stamp, each straightened; once with red as dark and once as
 * light, because stamps are red letters or white ones on red. Readers miss both.
 */
export function cutStamps(redness: Redness): Raster[] {
  for (const least of RED) {
    const shapes = findPatches(redness, least).flatMap((patch) => {
      return shapeOf(redness, patch, least) ?? [];
    });
    if (shapes.length === 0) continue;
    return shapes.flatMap((shape) => [
      straighten(redness, shape, 'dark'),
      straighten(redness, shape, 'light'),
    ]);
  }
  return [];
}

/** Lowest value that counts as red; where no patch of it is a word, a deep red on a reddish picture. */
const RED = [70, 130];
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

/** Groups adjacent red cells into patches, the largest first. */
function findPatches(redness: Redness, least: number): Set<number>[] {
  const [across, down] = [Math.ceil(redness.width / CELL), Math.ceil(redness.height / CELL)];
  const left = redCells(redness, { across, down, least });
  const patches: Set<number>[] = [];
  for (const first of left) {
    const patch = new Set<number>([first]);
    left.delete(first);
    for (const cell of patch) {
      for (const step of [
        -across - 1,
        -across,
        -across + 1,
        -1,
        1,
        across - 1,
        across,
        across + 1,
      ]) {
        const next = cell + step;
        const isNear = Math.abs((next % across) - (cell % across)) <= 1;
        if (isNear && left.delete(next)) patch.add(next);
      }
    }
    const share = patch.size / (across * down);
    if (share >= SMALLEST && share <= LARGEST) patches.push(patch);
  }
  return patches.sort((a, b) => b.size - a.size).slice(0, MOST);
}

function redCells(
  { width, height, pixels }: Redness,
  { across, down, least }: { across: number; down: number; least: number },
): Set<number> {
  const counts = new Uint16Array(across * down);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((pixels[y * width + x] ?? 0) < least) continue;
      const cell = Math.floor(y / CELL) * across + Math.floor(x / CELL);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  const cells = [...counts.keys()];
  return new Set(cells.filter((cell) => (counts[cell] ?? 0) >= SHARE * CELL * CELL));
}

/** Position of a patch: its centre, its slant, and its extent along and across it. */
interface Shape {
  x: number;
  y: number;
  slant: number;
  along: [number, number];
  aside: [number, number];
}

/** Finds the main axis of its pixels; undefined if it is no word. */
function shapeOf(redness: Redness, patch: ReadonlySet<number>, least: number): Shape | undefined {
  const pixels = redPixels(redness, patch, least);
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
  const shape: Shape = { x, y, slant, along: rangeOf(along), aside: rangeOf(aside) };
  const longer = (shape.along[1] - shape.along[0]) / (shape.aside[1] - shape.aside[0]);
  return longer >= LONGER ? shape : undefined;
}

function redPixels({ width, height, pixels }: Redness, patch: ReadonlySet<number>, least: number) {
  const across = Math.ceil(width / CELL);
  const found: [number, number][] = [];
  for (const cell of patch) {
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
