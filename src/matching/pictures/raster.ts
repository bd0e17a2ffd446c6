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

/** Shrinks a picture to at most `longest` pixels a side by averaging; never enlarges. */
export function shrink(raster: Raster, longest: number): Raster {
  const scale = longest / Math.max(raster.width, raster.height);
  if (scale >= 1) return raster;
  const width = Math.max(1, Math.round(raster.width * scale));
  const height = Math.max(1, Math.round(raster.height * scale));
  const across = narrow(raster, width);
  return { width, height, pixels: flatten(across, width, height) };
}

interface Rows {
  height: number;
  values: Float32Array;
}

function narrow({ width: from, height, pixels }: Raster, width: number): Rows {
  const values = new Float32Array(width * height);
  const step = from / width;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      const end = Math.min(from, (x + 1) * step);
      for (let at = Math.floor(x * step); at < end; at++) {
        const part = Math.min(at + 1, end) - Math.max(at, x * step);
        sum += part * (pixels[y * from + at] ?? 0);
      }
      values[y * width + x] = sum / step;
    }
  }
  return { height, values };
}

function flatten({ height: from, values }: Rows, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height);
  const step = from / height;
  const sums = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    const end = Math.min(from, (y + 1) * step);
    for (let at = Math.floor(y * step); at < end; at++) {
      const part = Math.min(at + 1, end) - Math.max(at, y * step);
      for (let x = 0; x < width; x++) {
        sums[x] = (sums[x] ?? 0) + part * (values[at * width + x] ?? 0);
      }
    }
    for (let x = 0; x < width; x++) pixels[y * width + x] = Math.round((sums[x] ?? 0) / step);
  }
  return pixels;
}
