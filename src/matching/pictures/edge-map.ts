import type { Raster } from './raster.ts';

/** Edge pixels on each side of a line, as prefix sums, so that any stretch is counted at once. */
export interface EdgeMap {
  /** Number of lines, and the length of each in pixels. */
  lines: number;
  length: number;
  /** Edges before each position of each line: `counts[line * (length + 1) + place]`. */
  counts: Uint16Array;
}

/** Finds vertical edges at every x: a difference two pixels apart, as edges are blurred. */
export function uprightEdges({ width, height, pixels }: Raster): EdgeMap {
  const counts = new Uint16Array(width * (height + 1));
  for (let x = 1; x < width; x++) {
    let count = 0;
    const line = x * (height + 1);
    for (let y = 0; y < height; y++) {
      const at = y * width + x;
      const before = pixels[x > 1 ? at - 2 : at - 1] ?? 0;
      if (Math.abs((pixels[at] ?? 0) - before) >= JUMP) count++;
      counts[line + y + 1] = count;
    }
  }
  return { lines: width, length: height, counts };
}

/** Finds horizontal edges at every y. */
export function levelEdges({ width, height, pixels }: Raster): EdgeMap {
  const counts = new Uint16Array(height * (width + 1));
  for (let y = 1; y < height; y++) {
    let count = 0;
    const line = y * (width + 1);
    const back = (y > 1 ? 2 : 1) * width;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (Math.abs((pixels[at] ?? 0) - (pixels[at - back] ?? 0)) >= JUMP) count++;
      counts[line + x + 1] = count;
    }
  }
  return { lines: height, length: width, counts };
}

/** Returns the share of a stretch of a line that is an edge. */
export function coverage(
  map: EdgeMap,
  line: number,
  stretch: { from: number; to: number },
): number {
  const start = line * (map.length + 1);
  const jumps = (map.counts[start + stretch.to] ?? 0) - (map.counts[start + stretch.from] ?? 0);
  return jumps / (stretch.to - stretch.from);
}

/** Returns the lines with the longest edges, at most `most`; of close lines the strongest. */
export function strongestLines(map: EdgeMap, most: number): number[] {
  const runs = Float32Array.from({ length: map.lines }, (_, line) => longestEdge(map, line));
  const found: number[] = [];
  const byRun = [...runs.keys()].sort((a, b) => (runs[b] ?? 0) - (runs[a] ?? 0));
  for (const line of byRun) {
    if (found.length === most || (runs[line] ?? 0) < SHORTEST * map.length) break;
    if (found.every((other) => Math.abs(other - line) >= APART)) found.push(line);
  }
  return found;
}

/** Finds the longest edge, where each gap of one pixel subtracts one (Kadane's largest sum). */
function longestEdge(map: EdgeMap, line: number): number {
  const start = line * (map.length + 1);
  let run = 0;
  let longest = 0;
  for (let place = 1; place <= map.length; place++) {
    const jumps = (map.counts[start + place] ?? 0) > (map.counts[start + place - 1] ?? 0);
    run = jumps ? run + 1 : Math.max(0, run - 1);
    if (run > longest) longest = run;
  }
  return longest;
}

/** Grey value difference that counts as an edge: smaller ones are JPEG noise. */
const JUMP = 10;

/** Shortest side of an inner picture, as a share of the whole side. */
const SHORTEST = 0.08;

const APART = 3;
