import { blur, DESCRIPTOR_BYTES, describeCorner, PATCH_RADIUS } from './describe-corner.ts';
import { findCorners } from './find-corners.ts';
import { findParts } from './find-parts.ts';
import { keepDistinct } from './keep-distinct.ts';
import SIZES from './point-sizes.json' with { type: 'json' };
import { cut, type Raster, type Region, shrink, wholeOf } from './raster.ts';

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
