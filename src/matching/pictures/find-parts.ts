import { findRectangles } from './find-rectangles.ts';
import { keepDistinct } from './keep-distinct.ts';
import type { Raster, Region } from './raster.ts';

/** Removes the even frame around a part, such as the bubble of a chat; returns the part itself if there is none, or nothing inside. */
export function trimFrame(raster: Raster, region: Region): Region {
  const inner = { ...region };
  const most = {
    across: Math.floor((region.x1 - region.x0) * WIDEST),
    down: Math.floor((region.y1 - region.y0) * WIDEST),
  };
  inner.x0 += evenLines(most.across, (by) => column(raster, region, region.x0 + by));
  inner.x1 -= evenLines(most.across, (by) => column(raster, region, region.x1 - 1 - by));
  inner.y0 += evenLines(most.down, (by) => row(raster, inner, region.y0 + by));
  inner.y1 -= evenLines(most.down, (by) => row(raster, inner, region.y1 - 1 - by));
  return inner;
}

/** Counts the lines from a side inward that have one grey. */
function evenLines(most: number, line: (by: number) => Stretch): number {
  let lines = 0;
  const frame = median(line(Math.min(BLURRED, most)));
  while (lines < most && (lines < BLURRED || isEven(line(lines), frame))) lines++;
  return lines <= BLURRED ? 0 : lines;
}

/** Every `step`-th pixel of `count`, from `start`. */
interface Stretch {
  raster: Raster;
  start: number;
  step: number;
  count: number;
}

function row(raster: Raster, { x0, x1 }: Region, y: number): Stretch {
  return { raster, start: y * raster.width + x0, step: 1, count: x1 - x0 };
}

function column(raster: Raster, { y0, y1 }: Region, x: number): Stretch {
  return { raster, start: y0 * raster.width + x, step: raster.width, count: y1 - y0 };
}

function median({ raster, start, step, count }: Stretch): number {
  const values = new Uint8Array(count);
  for (let at = 0; at < count; at++) values[at] = raster.pixels[start + at * step] ?? 0;
  values.sort();
  return values[count >> 1] ?? 0;
}

function isEven({ raster, start, step, count }: Stretch, grey: number): boolean {
  let odd = 0;
  for (let at = 0; at < count; at++) {
    if (Math.abs((raster.pixels[start + at * step] ?? 0) - grey) > NOISE) odd++;
  }
  return odd <= count * ODD;
}

/** Largest share of the part's side that a frame takes, at either end. */
const WIDEST = 0.25;
/** The outermost lines mix the frame and its surroundings. */
const BLURRED = 2;
/** JPEG changes an even grey by this much. */
const NOISE = 8;
/** Share of a line that may differ: rounded corners and specks. */
const ODD = 0.1;

/** Returns parts that may be pictures themselves, the likeliest first: each rectangle without its frame, removed once and twice. */
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
