import { findParts, trimFrame } from './find-parts.ts';
import { findRectangles } from './find-rectangles.ts';
import { areaOf } from './keep-distinct.ts';
import { pdq } from './pdq.ts';
import { type Raster, type Region, shrink, wholeOf } from './raster.ts';

/** Returns the hashes that find a picture, 32 bytes each, the whole first; none for a flat one. Only queries have mirror images. */
export function readPicture(raster: Raster, side: Side): Uint8Array {
  const small = shrink(raster, ENOUGH);
  const hashes: Uint8Array[] = [];
  for (const [at, region] of REGIONS[side](raster).entries()) {
    const near = Math.max(region.x1 - region.x0, region.y1 - region.y0) < ENOUGH;
    const [from, part] = near ? [raster, region] : [small, scale(region, raster, small)];
    const { hash, quality } = pdq(from, part);
    if (quality < FLAT) continue;
    hashes.push(hash);
    if (at < MIRRORED[side]) hashes.push(pdq(from, part, 'mirrored').hash);
  }
  return new Uint8Array(Buffer.concat(hashes));
}

/** A query, a stored picture, or a frame of a query film, read like a stored one and mirrored. */
type Side = 'query' | 'store' | 'frame';

const REGIONS = {
  query: (raster: Raster) => [...always(raster, 'query'), ...findParts(raster, PARTS)],
  store: kept,
  frame: kept,
};

function kept(raster: Raster): Region[] {
  const rectangles = findRectangles(raster, RECTANGLES);
  return [...always(raster, 'store'), ...withoutFrame(raster), ...rectangles];
}

function withoutFrame(raster: Raster): Region[] {
  const whole = wholeOf(raster);
  const inner = trimFrame(raster, whole);
  return areaOf(inner) < areaOf(whole) ? [inner] : [];
}

function always(raster: Raster, side: 'query' | 'store'): Region[] {
  return [wholeOf(raster), ...FIXED[side].map((crop) => cut(raster, crop))];
}

/** Shares cut off at the left, the top, the right and the bottom. */
type Crop = readonly [number, number, number, number];

function cut({ width, height }: Raster, [left, top, right, bottom]: Crop): Region {
  const x0 = Math.min(width - 1, Math.round(left * width));
  const y0 = Math.min(height - 1, Math.round(top * height));
  return {
    x0,
    y0,
    x1: Math.max(x0 + 1, Math.round((1 - right) * width)),
    y1: Math.max(y0 + 1, Math.round((1 - bottom) * height)),
  };
}

/** Maps a region of one picture to another size of it. */
function scale({ x0, y0, x1, y1 }: Region, from: Raster, to: Raster): Region {
  const across = to.width / from.width;
  const down = to.height / from.height;
  return {
    x0: Math.round(x0 * across),
    y0: Math.round(y0 * down),
    x1: Math.round(x1 * across),
    y1: Math.round(y1 * down),
  };
}

/** A larger part is reduced first: more pixels add nothing to 64×64 cells. */
const ENOUGH = 512;

const ONE_SIDE: readonly Crop[] = [
  [0.14, 0, 0, 0],
  [0, 0.14, 0, 0],
  [0, 0, 0.14, 0],
  [0, 0, 0, 0.14],
];

const FIXED: Record<'query' | 'store', readonly Crop[]> = {
  query: [[0.07, 0.07, 0.07, 0.07], ...ONE_SIDE],
  store: [[0.05, 0.05, 0.05, 0.05], [0.1, 0.1, 0.1, 0.1], ...ONE_SIDE],
};

const RECTANGLES = 5;
const PARTS = 40;
/** Regions also read mirrored: the whole, its crops and the likeliest parts. */
const MIRRORED: Readonly<Record<Side, number>> = { query: 18, frame: 3, store: 0 };

/** Meta advises leaving out quality under 50. */
const FLAT = 50;
