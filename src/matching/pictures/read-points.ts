import { blur, DESCRIPTOR_BYTES, describeCorner, PATCH_RADIUS } from './describe-corner.ts';
import { findCorners } from './find-corners.ts';
import type { Raster } from './raster.ts';
import { shrink } from './shrink.ts';

/** A point takes 36 bytes: x and y in sixteenths of a pixel, the picture's longer side taken as 512, then its description. */
export const POINT_BYTES = 4 + DESCRIPTOR_BYTES;

/** How finely places are kept. */
export const PARTS = 16;

/**
 * The points by which `verifyPicture` knows a picture again; fewer of one with few corners. What is stored takes at most
 * 10 kB; of what is asked for twice as many are read, and finer ones, as the picture may be small within it.
 */
export function readPoints(raster: Raster, side: 'query' | 'store'): Uint8Array {
  const points: Uint8Array[] = [];
  for (const { longest, most } of SIZES[side]) {
    const small = shrink(raster, longest); // anew each time: what is shrunk twice is blurred twice
    const scale = LONGEST / Math.max(small.width, small.height);
    const blurred = blur(small);
    for (const { x, y } of findCorners(small, PATCH_RADIUS, most)) {
      points.push(toPoint(scale * (x + 0.5), scale * (y + 0.5), describeCorner(blurred, x, y)));
    }
  }
  const joined = new Uint8Array(points.length * POINT_BYTES);
  for (const [at, point] of points.entries()) joined.set(point, at * POINT_BYTES);
  return joined;
}

function toPoint(x: number, y: number, description: Uint8Array): Uint8Array {
  const point = new Uint8Array(POINT_BYTES);
  const places = new DataView(point.buffer);
  places.setUint16(0, Math.round(x * PARTS), true);
  places.setUint16(2, Math.round(y * PARTS), true);
  point.set(description, 4);
  return point;
}

const LONGEST = 512;

/** The sizes in which a picture is read, each a fifth smaller than the one before, and how many points are taken of each. */
const SIZES = {
  store: [
    { longest: 512, most: 78 },
    { longest: 410, most: 64 },
    { longest: 328, most: 54 },
    { longest: 262, most: 44 },
    { longest: 210, most: 40 },
  ],
  query: [
    { longest: 800, most: 150 },
    { longest: 640, most: 110 },
    { longest: 512, most: 90 },
    { longest: 410, most: 70 },
    { longest: 328, most: 60 },
    { longest: 262, most: 50 },
  ],
};
