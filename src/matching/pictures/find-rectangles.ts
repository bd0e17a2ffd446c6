import { areaOf, keepDistinct } from './keep-distinct.ts';
import type { Raster, Region } from './raster.ts';

/** Finds where a picture may be inside this one: at most `most` rectangles with straight edges, the clearest first. */
export function findRectangles(raster: Raster, most: number): Region[] {
  const { width, height, pixels } = raster;
  // A difference two pixels apart is an edge, as edges are blurred.
  const upright = findEdges(pixels, { lines: width, length: height, across: 1, along: width });
  const level = findEdges(pixels, { lines: height, length: width, across: width, along: 1 });
  const sides = toSpans(upright);
  const heights = toSpans(level);
  const rated: { region: Region; clearness: number }[] = [];
  for (const { from: x0, to: x1 } of sides) {
    for (const { from: y0, to: y1 } of heights) {
      const region = { x0, y0, x1, y1 };
      if (areaOf(region) < SMALLEST * width * height) continue;
      if (x1 - x0 === width && y1 - y0 === height) continue;
      const clearness = rate(region, upright, level);
      if (clearness > 0) rated.push({ region, clearness });
    }
  }
  rated.sort((a, b) => b.clearness - a.clearness);
  return keepDistinct(
    rated.map(({ region }) => region),
    { same: SAME, most },
  );
}

interface Span {
  from: number;
  to: number;
}

/** Returns all stretches between two strong lines, or one and the edge of the picture. */
function toSpans(map: EdgeMap): Span[] {
  const ends = [0, ...strongestLines(map, LINES), map.lines].sort((a, b) => a - b);
  return ends.flatMap((from, at) =>
    ends
      .slice(at + 1)
      .map((to) => ({ from, to }))
      .filter(({ to }) => to - from >= SHORTEST * map.lines),
  );
}

/** Returns the mean share of its sides that is an edge; 0 if one side shows too little. */
function rate({ x0, y0, x1, y1 }: Region, upright: EdgeMap, level: EdgeMap): number {
  const down = { from: y0, to: y1 };
  const across = { from: x0, to: x1 };
  const left = sideOf(upright, x0, down);
  const right = sideOf(upright, x1, down);
  const top = sideOf(level, y0, across);
  const bottom = sideOf(level, y1, across);
  if (Math.min(left, right, top, bottom) < FAINTEST_SIDE) return 0;
  return (left + right + top + bottom) / 4;
}

function sideOf(map: EdgeMap, line: number, stretch: Span): number {
  return line === 0 || line === map.lines ? PICTURE_EDGE : coverage(map, line, stretch);
}

/** Lines per direction: their pairs make some 100,000 rectangles, mostly unclear ones. */
const LINES = 24;
/** Shares of the picture's side and area: smaller parts are icons or letters. */
const SHORTEST = 0.2;
const SMALLEST = 0.08;
const FAINTEST_SIDE = 0.3;
/** The edge of the picture may be the side of a rectangle, but counts less than a visible edge. */
const PICTURE_EDGE = 0.6;
const SAME = 0.96;

/** Edge pixels on each side of a line, as prefix sums, so that any stretch is counted at once. */
interface EdgeMap {
  /** Number of lines, and the length of each in pixels. */
  lines: number;
  length: number;
  /** Edges before each position of each line: `counts[line * (length + 1) + place]`. */
  counts: Uint16Array;
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
function coverage(map: EdgeMap, line: number, stretch: { from: number; to: number }) {
  const start = line * (map.length + 1);
  const jumps = (map.counts[start + stretch.to] ?? 0) - (map.counts[start + stretch.from] ?? 0);
  return jumps / (stretch.to - stretch.from);
}

/** Returns the lines with the longest edges, at most `most`; of close lines the strongest. */
function strongestLines(map: EdgeMap, most: number): number[] {
  const runs = Float32Array.from({ length: map.lines }, (_, line) => longestEdge(map, line));
  const found: number[] = [];
  const byRun = [...runs.keys()].sort((a, b) => (runs[b] ?? 0) - (runs[a] ?? 0));
  for (const line of byRun) {
    if (found.length === most || (runs[line] ?? 0) < SHORTEST_EDGE * map.length) break;
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
const SHORTEST_EDGE = 0.08;

const APART = 3;
