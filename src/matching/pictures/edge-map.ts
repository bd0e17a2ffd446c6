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
  return findEdges(pixels, { lines: width, length: height, across: 1, along: width });
}

/** Finds horizontal edges at every y. */
export function levelEdges({ width, height, pixels }: Raster): EdgeMap {
  return findEdges(pixels, { lines: height, length: width, across: width, along: 1 });
}

/** `across` and `along` are the steps from one line to the next, and along a line. */
function findEdges(
  pixels: Uint8Array,
  { lines, length, across, along }: Record<'lines' | 'length' | 'across' | 'along', number>,
): EdgeMap {
  const counts = new Uint16Array(lines * (length + 1));
  for (let line = 1; line < lines; line++) {
    const start = line * (length + 1);
    const back = (line > 1 ? 2 : 1) * across;
    let count = 0;
    for (let place = 0; place < length; place++) {
      const at = line * across + place * along;
      if (Math.abs((pixels[at] ?? 0) - (pixels[at - back] ?? 0)) >= JUMP) count++;
      counts[start + place + 1] = count;
    }
  }
  return { lines, length, counts };
}

/** Returns the share of a stretch of a line that is an edge. */
export function coverage(map: EdgeMap, line: number, stretch: { from: number; to: number }) {
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
