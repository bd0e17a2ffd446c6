import { findPatches, type Patch } from './find-patches.ts';
import { cut, type Raster, type Region } from './raster.ts';

/** A part of a picture with many strokes, all dark or all light, and the last tone that they have. */
export interface StrokeWindow extends Region {
  isDark: boolean;
  limit: number;
}

/** Whether around a window shapes of its tone are alike in height and stand on one line, close together. */
export function hasRowOfLetters(raster: Raster, { isDark, limit, ...window }: StrokeWindow) {
  const around = {
    x0: Math.max(0, window.x0 - ASIDE),
    y0: Math.max(0, window.y0 - ABOVE),
    x1: Math.min(raster.width, window.x1 + ASIDE),
    y1: Math.min(raster.height, window.y1 + ABOVE),
  };
  const { width, height, pixels } = cut(raster, around);
  const isInside = (at: number) => {
    const tone = pixels[at] ?? 0;
    return isDark ? tone < limit + SOFT : tone > limit - SOFT;
  };
  const shapes = [...findPatches({ width, height, isInside })]
    .filter((patch) => patch.x0 > 0 && patch.y0 > 0 && patch.x1 < width && patch.y1 < height)
    .filter(isLikeLetter)
    .sort((a, b) => a.x0 - b.x0);
  return shapes.some((first, at) => countRow(first, shapes.slice(at + 1)) >= ENOUGH);
}

/** How far around a window letters may reach, in pixels. */
const ASIDE = 40;
const ABOVE = 50;
/** Difference in tone of the soft edge of a letter. */
const SOFT = 22;
/** Letters in a row that leaves and waves seldom have. */
const ENOUGH = 4;
/** In pixels. */
const LOWEST = 5;
const HIGHEST = 60;
/** Width of a letter as a share of its height, and what of its box it fills; only a narrow one fills more. */
const [NARROWEST, WIDEST] = [0.1, 2.5];
const [EMPTIEST, FULLEST] = [0.15, 0.8];
const NARROW = 0.4;
/** As a share of the height of the first letter: how far off its line the others are, how much lower, how far apart. */
const OFF = 0.15;
const LOWER = 0.55;
const APART = 1.5;

function isLikeLetter({ x0, y0, x1, y1, places }: Patch): boolean {
  const [wide, high] = [x1 - x0, y1 - y0];
  const filled = places.length / (wide * high);
  if (high < LOWEST || high > HIGHEST || wide < NARROWEST * high || wide > WIDEST * high)
    return false;
  return filled >= EMPTIEST && (filled <= FULLEST || wide <= NARROW * high);
}

/** Counts the letters of a row from its first on; the others are in the order in which they begin. */
function countRow(first: Patch, others: readonly Patch[]): number {
  const high = first.y1 - first.y0;
  let last = first;
  let count = 1;
  for (const next of others) {
    const share = (next.y1 - next.y0) / high;
    if (Math.abs(next.y1 - first.y1) > Math.max(1, OFF * high)) continue;
    if (share < LOWER || share > 1 / LOWER || next.x0 < last.x1 - 2) continue;
    if (next.x0 - last.x1 > APART * high) break;
    last = next;
    count += 1;
  }
  return count;
}
