import type { Raster } from './raster.ts';

/** Where brightness jumps from one side of a line to the other, counted so that any stretch of a line is told at once. */
export interface EdgeMap {
  /** How many lines there are, and how long each is, in pixels. */
  lines: number;
  length: number;
  /** For each line the jumps before each place: `counts[line * (length + 1) + place]`. */
  counts: Uint16Array;
}

/** Upright lines at every x: a jump is a difference between the pixels two apart around it, as an edge is blurred over two. */
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

/** Level lines at every y. */
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

/** The share of a stretch of a line along which brightness jumps. */
export function coverage(
  map: EdgeMap,
  line: number,
  stretch: { from: number; to: number },
): number {
  const start = line * (map.length + 1);
  const jumps = (map.counts[start + stretch.to] ?? 0) - (map.counts[start + stretch.from] ?? 0);
  return jumps / (stretch.to - stretch.from);
}

/** The lines with the longest straight edges, at most `most`; of lines close together only the strongest. */
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

/** The most jumps in a row, where each place without one takes one away (Kadane's largest sum). */
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

/** A difference of grey values that is an edge: less is noise of JPEG. */
const JUMP = 10;

/** The side of a picture inside another is at least this share of the whole side. */
const SHORTEST = 0.08;

const APART = 3;
