import { POINT_BYTES } from '../../../src/matching/pictures/read-points.ts';
import { seededNumbers } from '../../support/generate.ts';

/** A point of a picture 512 long; those of one `look` have the same surroundings, but for so many of 256 comparisons. */
export interface Point {
  x: number;
  y: number;
  look: number;
  turned?: number;
}

/** Points as they are read from a picture. */
export function packed(points: readonly Point[]): Uint8Array {
  const bytes = new Uint8Array(points.length * POINT_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [at, { x, y, look, turned = 0 }] of points.entries()) {
    const start = at * POINT_BYTES;
    view.setUint16(start, x * 16, true);
    view.setUint16(start + 2, y * 16, true);
    bytes.set(surroundings(look, turned), start + 4);
  }
  return bytes;
}

/** Comparisons are turned in each number of 32 alike, the upper ones first. */
function surroundings(look: number, turned: number): Uint8Array {
  const random = seededNumbers(look);
  const bytes = Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256));
  for (let bit = 0; bit < turned; bit++) {
    const byte = 4 * (bit % 8) + Math.floor(bit / 64);
    bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (Math.floor(bit / 8) % 8));
  }
  return bytes;
}

/** So many points in each of the 64 cells of a picture, each with a look of its own. */
export function everywhere(perCell: number): Point[] {
  return Array.from({ length: 64 * perCell }, (_, at) => {
    const [cell, nth] = [at % 64, Math.floor(at / 64)];
    const [column, row] = [cell % 8, Math.floor(cell / 8)];
    return { x: column * 64 + 17 + 5 * nth, y: row * 64 + 20 + 7 * (nth % 4), look: at + 1 };
  });
}
