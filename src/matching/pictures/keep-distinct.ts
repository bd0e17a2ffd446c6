import type { Region } from './raster.ts';

/** Keeps the first `most` regions that share at most `same` (0..1) of their joint area. */
export function keepDistinct(
  regions: readonly Region[],
  { same, most }: { same: number; most: number },
): Region[] {
  const kept: Region[] = [];
  for (const region of regions) {
    if (kept.length === most) break;
    if (kept.every((other) => overlap(region, other) < same)) kept.push(region);
  }
  return kept;
}

/** In square pixels. */
export function areaOf({ x0, y0, x1, y1 }: Region): number {
  return (x1 - x0) * (y1 - y0);
}

/** Returns the shared area of two regions as a share of their joint area. */
function overlap(a: Region, b: Region): number {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (areaOf(a) + areaOf(b) - width * height);
}
