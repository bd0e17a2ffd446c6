import { roomFor } from './growing-array.ts';

/**
 * One bit for each number of each vector: whether it is above the mean of all vectors. Models give vectors
 * that all point much the same way, so the bare sign would say little.
 */
export class SignBits {
  private readonly dimensions: number;
  private readonly words: number;
  private bits = new Int32Array(0);
  private mean = new Float32Array(0);
  private wanted = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.words = Math.ceil(dimensions / 32);
  }

  /** Stores the bits of a slot, once there is a mean to compare with. */
  set(slot: number, vector: Int8Array): void {
    if (this.wanted === 0) return;
    const end = (slot + 1) * this.words;
    if (end > this.bits.length) {
      const grown = new Int32Array(roomFor(this.bits.length, end));
      grown.set(this.bits);
      this.bits = grown;
    }
    this.bits.set(this.bitsOf(vector), slot * this.words);
  }

  /** Returns about `most` slots whose bits differ least from those of a vector. */
  nearest(vectors: Int8Array, asked: Int8Array, { held, most }: Selection): number[] {
    const end = held.length;
    if (end >= this.wanted) this.rebuild(vectors, held);
    const distances = this.distancesTo(asked, end);
    const counts = new Uint32Array(this.dimensions + 1);
    for (let slot = 0; slot < end; slot++) {
      if (held[slot] !== 0) counts[distances[slot] ?? 0] = (counts[distances[slot] ?? 0] ?? 0) + 1;
    }
    let farthest = 0;
    for (let sum = counts[0] ?? 0; farthest < this.dimensions && sum < most; ) {
      farthest += 1;
      sum += counts[farthest] ?? 0;
    }
    const near: number[] = [];
    for (let slot = 0; slot < end; slot++) {
      if ((distances[slot] ?? 0) <= farthest && held[slot] !== 0) near.push(slot);
    }
    return near;
  }

  /** Makes all bits from the mean of these vectors; done again when there are twice as many. */
  rebuild(vectors: Int8Array, held: Uint32Array): void {
    const { dimensions } = this;
    const sums = new Float64Array(dimensions);
    let count = 0;
    for (let slot = 0; slot < held.length; slot++) {
      if (held[slot] === 0) continue;
      count += 1;
      for (let at = 0; at < dimensions; at++) {
        sums[at] = (sums[at] ?? 0) + (vectors[slot * dimensions + at] ?? 0);
      }
    }
    this.mean = Float32Array.from(sums, (sum) => sum / Math.max(1, count));
    this.wanted = held.length * 2;
    for (let slot = 0; slot < held.length; slot++) {
      this.set(slot, vectors.subarray(slot * dimensions, (slot + 1) * dimensions));
    }
  }

  private distancesTo(asked: Int8Array, end: number): Uint16Array {
    const { bits, words } = this;
    const own = this.bitsOf(asked);
    const distances = new Uint16Array(end);
    for (let slot = 0, at = 0; slot < end; slot++) {
      let distance = 0;
      for (let word = 0; word < words; word++, at++) {
        distance += countBits((bits[at] ?? 0) ^ (own[word] ?? 0));
      }
      distances[slot] = distance;
    }
    return distances;
  }

  private bitsOf(vector: Int8Array): Int32Array {
    const bits = new Int32Array(this.words);
    for (let at = 0; at < vector.length; at++) {
      if ((vector[at] ?? 0) > (this.mean[at] ?? 0)) {
        bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
      }
    }
    return bits;
  }
}

interface Selection {
  /** Zero for a slot without a vector. */
  held: Uint32Array;
  most: number;
}

/** Number of ones among 32 bits. */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
