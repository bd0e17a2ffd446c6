/** A picture as grey values 0..255, row by row. */
export interface Raster {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** A part of a picture in whole pixels; `x0` and `y0` belong to it, `x1` and `y1` do not. */
export interface Region {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export function wholeOf({ width, height }: Raster): Region {
  return { x0: 0, y0: 0, x1: width, y1: height };
}
