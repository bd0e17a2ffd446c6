import type { Raster, Region } from './raster.ts';

/**
 * A part without the even frame around what it shows: the bubble of a chat around a picture, the paper around a card. The
 * part itself where there is no such frame, or nothing but it.
 */
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

/** How many lines from a side inward have one and the same grey. */
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

/** A frame takes at most this share of the part's side, at either end. */
const WIDEST = 0.25;
/** The outermost lines are half a frame and half what is around it. */
const BLURRED = 2;
/** JPEG moves an even grey by this much. */
const NOISE = 8;
/** Rounded corners and specks: the share of a line that may differ. */
const ODD = 0.1;
