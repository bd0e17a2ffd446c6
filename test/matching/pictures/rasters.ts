import type { Raster, Region } from '../../../src/matching/pictures/raster.ts';
import { seededNumbers } from '../../support/generate.ts';

/** A picture with something to see everywhere: soft waves, boxes and a grain, all by seed. */
export function aRaster(seed: number, width = 400, height = 300): Raster {
  const random = seededNumbers(seed);
  const waves = Array.from(
    { length: 6 },
    () => [random() * 9, random() * 9, random() * 7] as const,
  );
  const boxes = Array.from({ length: 25 }, () => {
    const [x, y] = [random(), random()];
    return {
      x,
      y,
      right: x + 0.05 + random() * 0.2,
      bottom: y + 0.05 + random() * 0.2,
      by: random() * 120 - 60,
    };
  });
  return paint(width, height, (x, y) => {
    const [u, v] = [x / width, y / height];
    let value = 128;
    for (const [across, down, phase] of waves)
      value += 14 * Math.sin(across * u * 3 + down * v * 3 + phase);
    for (const box of boxes) {
      if (u > box.x && u < box.right && v > box.y && v < box.bottom) value += box.by;
    }
    return value + random() * 4;
  });
}

export function paint(
  width: number,
  height: number,
  grey: (x: number, y: number) => number,
): Raster {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      pixels[y * width + x] = Math.max(0, Math.min(255, Math.round(grey(x, y))));
    }
  }
  return { width, height, pixels };
}

export function greyAt({ width, height, pixels }: Raster, x: number, y: number): number {
  const inside = x >= 0 && y >= 0 && x < width && y < height;
  return inside ? (pixels[Math.floor(y) * width + Math.floor(x)] ?? 0) : 255;
}

export function crop(raster: Raster, { x0, y0, x1, y1 }: Region): Raster {
  return paint(x1 - x0, y1 - y0, (x, y) => greyAt(raster, x + x0, y + y0));
}

export function mirror(raster: Raster): Raster {
  return paint(raster.width, raster.height, (x, y) => greyAt(raster, raster.width - 1 - x, y));
}

/** In how many bits two hashes differ. */
export function differences(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, byte, at) => {
    let rest = byte ^ (b[at] ?? 0);
    while (rest) {
      sum += rest & 1;
      rest >>= 1;
    }
    return sum;
  }, 0);
}
