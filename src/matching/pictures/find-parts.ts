import { findRectangles } from './find-rectangles.ts';
import { keepDistinct } from './keep-distinct.ts';
import type { Raster, Region } from './raster.ts';
import { trimFrame } from './trim-frame.ts';

/**
 * Returns the parts of a picture that may be pictures themselves, the likeliest first, at most
 * `most`: each rectangle without its frame (a bubble, paper), removed once and twice, and as it is.
 */
export function findParts(raster: Raster, most: number): Region[] {
  const parts = findRectangles(raster, RECTANGLES).flatMap((rectangle) => {
    const inner = trimFrame(raster, rectangle);
    return [inner, trimFrame(raster, inner), rectangle];
  });
  return keepDistinct(parts, { same: SAME, most });
}

/** Enough for every picture of a busy screen: more would only cost time. */
const RECTANGLES = 60;
/** A hash changes with a shift of one or two percent, so parts that close are both read. */
const SAME = 0.985;
