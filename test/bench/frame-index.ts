import type { FrameHit } from '../../src/matching/films/film-votes.ts';
import type { Frame } from '../../src/media/films/take-frames.ts';

/** Hashes of a picture, all of one length and one behind the other. */
export type HashFrame = (frame: Frame) => Uint8Array;

/** Compares every frame of a query with every stored one; enough for a bench of some dozen films. */
export class FrameIndex {
  private readonly stored: { id: string; hashes: Uint8Array }[] = [];
  private readonly hash: HashFrame;

  constructor(hash: HashFrame) {
    this.hash = hash;
  }

  put(id: string, frames: readonly Frame[]): void {
    for (const frame of frames) this.stored.push({ id, hashes: this.hash(frame) });
  }

  /** The stored frames of which a hash differs in at most so many bits. */
  find(frame: Frame, most: number): FrameHit[] {
    const asked = this.hash(frame);
    return this.stored
      .map(({ id, hashes }) => ({ id, distance: nearest(asked, hashes) }))
      .filter(({ distance }) => distance <= most);
  }
}

/** Bytes of one hash: 256 bits. */
export const HASH_BYTES = 32;

/** A plain hash to compare with: whether each of 16 × 16 fields is brighter than the one to its right. */
export function hashByGradient({ width, height, pixels }: Frame): Uint8Array {
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

function nearest(asked: Uint8Array, stored: Uint8Array): number {
  let least = HASH_BYTES * 8;
  for (let one = 0; one < asked.length; one += HASH_BYTES) {
    for (let other = 0; other < stored.length; other += HASH_BYTES) {
      let distance = 0;
      for (let at = 0; at < HASH_BYTES; at++) {
        distance += BITS[(asked[one + at] ?? 0) ^ (stored[other + at] ?? 0)] ?? 0;
      }
      least = Math.min(least, distance);
    }
  }
  return least;
}

const BITS = Uint8Array.from(
  { length: 256 },
  (_, byte) => byte.toString(2).replaceAll('0', '').length,
);
