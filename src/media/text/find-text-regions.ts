import type { Box } from '../../matching/screenshot/seen.ts';

/** For each pixel of a picture the chance, 0 to 1, that it is in a line of text. */
export interface TextMap {
  readonly width: number;
  readonly height: number;
  readonly chances: Float32Array;
}

/** Finds the boxes of lines of text, from top to bottom; each pixel is visited once. */
export function findTextRegions(map: TextMap): Box[] {
  const isSeen = new Uint8Array(map.chances.length);
  const boxes: Box[] = [];
  for (let start = 0; start < isSeen.length && boxes.length < MOST; start++) {
    if (isSeen[start] === 1 || (map.chances[start] ?? 0) < INSIDE) continue;
    const { mean, ...box } = growRegion(map, start, isSeen);
    const [across, down] = [box.x1 - box.x0, box.y1 - box.y0];
    if (mean >= LIKELY && down >= LOWEST && down <= across * UPRIGHT) boxes.push(widen(box, map));
  }
  return boxes;
}

/** Limits that PP-OCR's publishers use for its maps. */
const INSIDE = 0.3;
const LIKELY = 0.6;
const WIDER = 1.6;
/** In pixels: lower lines are too small to read. */
const LOWEST = 4;
/** Letters below each other are no line. */
const UPRIGHT = 1.5;
/** More lines are a page, which is sent as a document. */
const MOST = 120;

function growRegion({ width, height, chances }: TextMap, start: number, isSeen: Uint8Array) {
  const places = [start];
  isSeen[start] = 1;
  let [x0, y0, x1, y1, sum] = [width, height, 0, 0, 0];
  for (const at of places) {
    const [x, y] = [at % width, Math.floor(at / width)];
    [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x + 1), Math.max(y1, y + 1)];
    sum += chances[at] ?? 0;
    for (const next of [at - 1, at + 1, at - width, at + width]) {
      const isBeside = Math.abs((next % width) - x) <= 1;
      if (!isBeside || isSeen[next] !== 0 || (chances[next] ?? 0) < INSIDE) continue;
      isSeen[next] = 1;
      places.push(next);
    }
  }
  return { x0, y0, x1, y1, mean: sum / places.length };
}

/** Takes in whole letters: only the cores of lines are marked, so that neighbours stay apart. */
function widen({ x0, y0, x1, y1 }: Box, { width, height }: TextMap): Box {
  const more = ((x1 - x0) * (y1 - y0) * WIDER) / (2 * (x1 - x0 + y1 - y0));
  const [left, top] = [Math.max(0, x0 - more), Math.max(0, y0 - more)];
  return { x0: left, y0: top, x1: Math.min(width, x1 + more), y1: Math.min(height, y1 + more) };
}
