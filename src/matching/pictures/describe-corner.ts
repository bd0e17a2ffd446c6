import type { Raster } from './raster.ts';

/** Bytes that describe the surroundings of a corner. */
export const DESCRIPTOR_BYTES = 32;

/** Distance from a corner up to which pixels are used, blur included. */
export const PATCH_RADIUS = 15;

/** Describes a pixel of a blurred picture by 256 comparisons around it (BRIEF, Calonder and others, 2010), stable to a few degrees. */
export function describeCorner(blurred: Raster, x: number, y: number): Uint8Array {
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
export function blur({ width, height, pixels }: Raster): Raster {
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
