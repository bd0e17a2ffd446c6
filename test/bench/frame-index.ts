import type { Found } from '../../src/matching/pictures/picture-index.ts';
import type { Raster } from '../../src/matching/pictures/raster.ts';
import type { FilmSide } from '../../src/media/films/take-frames.ts';
import { bitsOf } from './pairwise.ts';

/** The hashes of a picture, HASH_BYTES each, one behind the other. */
export type HashFrame = (frame: Raster, side: FilmSide) => Uint8Array;

/** Compares every frame of a query with every stored one; enough for a bench of some dozen films. */
export class FrameIndex {
  private readonly stored: { id: string; hashes: Uint32Array }[] = [];
  private readonly hash: HashFrame;

  constructor(hash: HashFrame) {
    this.hash = hash;
  }

  put(id: string, frames: readonly Raster[]): void {
    for (const frame of frames)
      this.stored.push({ id, hashes: toNumbers(this.hash(frame, 'store')) });
  }

  /** The stored frames of which a hash differs in at most so many bits. */
  find(frame: Raster, most: number): Found[] {
    const asked = toNumbers(this.hash(frame, 'query'));
    return this.stored
      .map(({ id, hashes }) => ({ id, distance: nearest(asked, hashes, most) }))
      .filter(({ distance }) => distance <= most);
  }
}

/** Bytes of one hash: 256 bits. */
const HASH_BYTES = 32;
const HASH_NUMBERS = HASH_BYTES / 4;

/** A plain hash to compare with: whether each of 16 × 16 fields is brighter than the one to its right. */
export function hashByGradient({ width, height, pixels }: Raster): Uint8Array {
  const field = (column: number, row: number) => {
    let [sum, count] = [0, 0];
    for (let y = Math.floor((row * height) / 16); y < ((row + 1) * height) / 16; y++) {
      for (let x = Math.floor((column * width) / 17); x < ((column + 1) * width) / 17; x++) {
        sum += pixels[y * width + x] ?? 0;
        count += 1;
      }
    }
    return sum / count;
  };
  const hash = new Uint8Array(HASH_BYTES);
  for (let bit = 0; bit < 256; bit++) {
    const [column, row] = [bit % 16, bit >> 4];
    if (field(column, row) > field(column + 1, row))
      hash[bit >> 3] = (hash[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  return hash;
}

function nearest(asked: Uint32Array, stored: Uint32Array, most: number): number {
  let least = most + 1;
  for (let one = 0; one < asked.length; one += HASH_NUMBERS) {
    for (let other = 0; other < stored.length; other += HASH_NUMBERS) {
      let distance = 0;
      for (let at = 0; at < HASH_NUMBERS && distance < least; at++) {
        distance += bitsOf((asked[one + at] ?? 0) ^ (stored[other + at] ?? 0));
      }
      least = Math.min(least, distance);
    }
  }
  return least;
}

/** Copied, as numbers of 32 bits have to begin at a multiple of four bytes. */
function toNumbers(hashes: Uint8Array): Uint32Array {
  return new Uint32Array(new Uint8Array(hashes).buffer);
}
