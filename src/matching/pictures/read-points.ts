import { blur, DESCRIPTOR_BYTES, describeCorner, PATCH_RADIUS } from './describe-corner.ts';
import { findCorners } from './find-corners.ts';
import { findParts } from './find-parts.ts';
import { keepDistinct } from './keep-distinct.ts';
import { cut, type Raster, type Region, wholeOf } from './raster.ts';
import { shrink } from './shrink.ts';

/** A point takes 36 bytes: x and y in sixteenths of a pixel, the picture's longer side taken as 512, then its description. */
export const POINT_BYTES = 4 + DESCRIPTOR_BYTES;

/** How finely places are kept. */
export const PARTS = 16;

/**
 * The points by which `verifyPicture` knows a picture again; fewer of one with few corners. What is stored takes at most
 * 10 kB. Of what is asked for more are read, and finer ones of its likeliest parts, as the picture may be small within it.
 */
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

/** Points of a part, told by where they lie in the whole picture. */
function pointsOf(raster: Raster, region: Region, sizes: readonly Size[]): Uint8Array[] {
  const part = cut(raster, region);
  const unit = LONGEST / Math.max(raster.width, raster.height);
  return sizes.flatMap(({ longest, most }) => {
    const small = shrink(part, longest); // anew each time: what is shrunk twice is blurred twice
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

const LONGEST = 512;

interface Size {
  longest: number;
  most: number;
}

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
  part: [
    { longest: 410, most: 70 },
    { longest: 328, most: 60 },
    { longest: 262, most: 50 },
    { longest: 210, most: 40 },
  ],
};

/** Of the likeliest parts those are read that lie apart from each other. */
const LIKELY = 12;
const PARTS_READ = 2;
const APART = 0.7;
