import { findPatches } from '../../matching/pictures/find-patches.ts';
import type { Box } from '../../matching/screenshot/seen.ts';

/** For each pixel of a picture the chance, 0 to 1, that it is in a line of text. */
export interface TextMap {
  readonly width: number;
  readonly height: number;
  readonly chances: Float32Array;
}

/** Finds the boxes of lines of text, from top to bottom. */
export function findTextRegions(map: TextMap): Box[] {
  const { chances } = map;
  const isInside = (at: number) => (chances[at] ?? 0) >= INSIDE;
  const boxes: Box[] = [];
  for (const { places, ...box } of findPatches({ ...map, isInside })) {
    if (boxes.length === MOST) break;
    const mean = places.reduce((sum, at) => sum + (chances[at] ?? 0), 0) / places.length;
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

/** Takes in whole letters: only the cores of lines are marked, so that neighbours stay apart. */
function widen({ x0, y0, x1, y1 }: Box, { width, height }: TextMap): Box {
  const more = ((x1 - x0) * (y1 - y0) * WIDER) / (2 * (x1 - x0 + y1 - y0));
  const [left, top] = [Math.max(0, x0 - more), Math.max(0, y0 - more)];
  return { x0: left, y0: top, x1: Math.min(width, x1 + more), y1: Math.min(height, y1 + more) };
}
