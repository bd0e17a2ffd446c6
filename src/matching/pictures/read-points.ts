import { findCorners } from './find-corners.ts';
import { findParts } from './find-parts.ts';
import { keepDistinct } from './keep-distinct.ts';
import SIZES from './point-sizes.json' with { type: 'json' };
import { cut, type Raster, type Region, shrink, wholeOf } from './raster.ts';

/** Bytes that describe the surroundings of a corner. */
const DESCRIPTOR_BYTES = 32;

/** Distance from a corner up to which pixels are used, blur included. */
const PATCH_RADIUS = 15;

/** Describes a pixel of a blurred picture by 256 comparisons around it (BRIEF, Calonder and others, 2010), stable to a few degrees. */
function describeCorner(blurred: Raster, x: number, y: number): Uint8Array {
  const { width, pixels } = blurred;
  const middle = y * width + x;
  const bytes = new Uint8Array(DESCRIPTOR_BYTES);
  for (let test = 0; test < DESCRIPTOR_BYTES * 8; test++) {
    const at = test * 4;
    const one = pixels[middle + (TESTS[at + 1] ?? 0) * width + (TESTS[at] ?? 0)] ?? 0;
    const other = pixels[middle + (TESTS[at + 3] ?? 0) * width + (TESTS[at + 2] ?? 0)] ?? 0;
    if (one < other) bytes[test >> 3] = (bytes[test >> 3] ?? 0) | (1 << (test & 7));
  }
  return bytes;
}

/** Averages 5×5 pixels around each; leaves the edge, where no corner is described, unchanged. */
function blur({ width, height, pixels }: Raster): Raster {
  const across = new Uint16Array(pixels.length);
  for (let at = 2; at < pixels.length - 2; at++) {
    across[at] =
      (pixels[at - 2] ?? 0) +
      (pixels[at - 1] ?? 0) +
      (pixels[at] ?? 0) +
      (pixels[at + 1] ?? 0) +
      (pixels[at + 2] ?? 0);
  }
  const blurred = Uint8Array.from(pixels);
  for (let at = 2 * width; at < pixels.length - 2 * width; at++) {
    const sum =
      (across[at - 2 * width] ?? 0) +
      (across[at - width] ?? 0) +
      (across[at] ?? 0) +
      (across[at + width] ?? 0) +
      (across[at + 2 * width] ?? 0);
    blurred[at] = sum / 25;
  }
  return { width, height, pixels: blurred };
}

/** Pairs to compare, as x, y, x, y: always the same, from a linear congruential generator; a sum of three throws favours the middle. */
const TESTS = ((): Int8Array => {
  let state = 20_101;
  const spread = PATCH_RADIUS - 2;
  const next = () => {
    let sum = 0;
    for (let time = 0; time < 3; time++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      sum += state / 2 ** 31 - 1;
    }
    return Math.max(-spread, Math.min(spread, Math.round((sum / 2) * spread)));
  };
  return Int8Array.from({ length: DESCRIPTOR_BYTES * 8 * 4 }, next);
})();

/** Bytes per point: x and y in sixteenths of a pixel (longer side 512), then its description. */
export const POINT_BYTES = 4 + DESCRIPTOR_BYTES;

/** Resolution of stored positions. */
export const PARTS = 16;

/** Returns the points for `verifyPicture`, at most 10 kB for a stored picture; a query gets more, and finer ones of likely parts. */
export function readPoints(raster: Raster, side: 'query' | 'store'): Uint8Array {
  const points = pointsOf(raster, wholeOf(raster), SIZES[side]);
  if (side === 'query') {
    for (const part of keepDistinct(findParts(raster, LIKELY), { same: APART, most: PARTS_READ })) {
      points.push(...pointsOf(raster, part, SIZES.part));
    }
  }
  const joined = new Uint8Array(points.length * POINT_BYTES);
  for (const [at, point] of points.entries()) joined.set(point, at * POINT_BYTES);
  return joined;
}

/** Reads the points of a part, at positions in the whole picture. */
function pointsOf(raster: Raster, region: Region, sizes: readonly Size[]): Uint8Array[] {
  const part = cut(raster, region);
  const unit = LONGEST / Math.max(raster.width, raster.height);
  return sizes.flatMap(({ longest, most }) => {
    const small = shrink(part, longest); // from the original each time: shrinking twice would blur twice
    const scale = Math.max(part.width, part.height) / Math.max(small.width, small.height);
    const blurred = blur(small);
    return findCorners(small, PATCH_RADIUS, most).map(({ x, y }) =>
      toPoint(
        unit * (region.x0 + scale * (x + 0.5)),
        unit * (region.y0 + scale * (y + 0.5)),
        describeCorner(blurred, x, y),
      ),
    );
  });
}

function toPoint(x: number, y: number, description: Uint8Array): Uint8Array {
  const point = new Uint8Array(POINT_BYTES);
  const places = new DataView(point.buffer);
  places.setUint16(0, Math.round(x * PARTS), true);
  places.setUint16(2, Math.round(y * PARTS), true);
  point.set(description, 4);
  return point;
}

/** Longer side of a picture in which points have their places. */
export const LONGEST = 512;

/** A size in which a picture is read, each a fifth smaller than the one before, and how many points are taken of it. */
interface Size {
  longest: number;
  most: number;
}

/** Number of likeliest parts, which must be apart from each other. */
const LIKELY = 12;
const PARTS_READ = 2;
const APART = 0.7;
