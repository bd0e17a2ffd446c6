/** Picture as grey values 0..255, row by row. */
export interface Raster {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Part of a picture in whole pixels; includes `x0` and `y0`, excludes `x1` and `y1`. */
export interface Region {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export function wholeOf({ width, height }: Raster): Region {
  return { x0: 0, y0: 0, x1: width, y1: height };
}

/** Returns a part as a separate picture. */
export function cut({ width, height, pixels }: Raster, { x0, y0, x1, y1 }: Region): Raster {
  if (x1 - x0 === width && y1 - y0 === height) return { width, height, pixels };
  const part = new Uint8Array((x1 - x0) * (y1 - y0));
  for (let y = y0; y < y1; y++) {
    part.set(pixels.subarray(y * width + x0, y * width + x1), (y - y0) * (x1 - x0));
  }
  return { width: x1 - x0, height: y1 - y0, pixels: part };
}
