import { coverage, type EdgeMap, levelEdges, strongestLines, uprightEdges } from './edge-map.ts';
import { areaOf, keepDistinct } from './keep-distinct.ts';
import type { Raster, Region } from './raster.ts';

/** Finds where a picture may be inside this one: at most `most` rectangles with straight edges, the clearest first. */
export function findRectangles(raster: Raster, most: number): Region[] {
  const upright = uprightEdges(raster);
  const level = levelEdges(raster);
  const sides = toSpans(upright);
  const heights = toSpans(level);
  const rated: { region: Region; clearness: number }[] = [];
  for (const { from: x0, to: x1 } of sides) {
    for (const { from: y0, to: y1 } of heights) {
      const region = { x0, y0, x1, y1 };
      if (areaOf(region) < SMALLEST * raster.width * raster.height) continue;
      if (x1 - x0 === raster.width && y1 - y0 === raster.height) continue;
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
