import { countBits } from './count-bits.ts';
import { resized, roomFor } from './growing-array.ts';

/** Estimates cosines from one bit a number, above the mean of all vectors or not (RaBitQ, Gao and Long 2024); that mean stays exact. */
export class SignBits {
  private readonly dimensions: number;
  private readonly words: number;
  private bits = new Int32Array(0);
  private bases = new Float32Array(0);
  private scales = new Float32Array(0);
  private mean = new Float32Array(0);
  /** How many vectors the mean was taken of. */
  private counted = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.words = 3 * Math.ceil(dimensions / 96); // three are counted at once
  }

  /** Stores the bits of a slot, once there is a mean to compare with. */
  set(slot: number, vector: Int8Array): void {
    if (this.counted === 0) return;
    if (slot >= this.bases.length) this.grow(roomFor(this.bases.length, slot + 1));
    const { bits, base, sum, square } = this.reduce(vector);
    this.bits.set(bits, slot * this.words);
    this.bases[slot] = base;
    this.scales[slot] = square / (sum || 1);
  }

  /** Makes all bits from the mean of these vectors; done again when there are twice as many. */
  rebuild(vectors: Int8Array, squares: Uint32Array): void {
    const { dimensions } = this;
    const sums = new Float64Array(dimensions);
    let count = 0;
    for (const [slot, square] of squares.entries()) {
      if (square === 0) continue;
      count += 1;
      const length = Math.sqrt(square);
      for (let at = 0; at < dimensions; at++) {
        sums[at] = (sums[at] ?? 0) + (vectors[slot * dimensions + at] ?? 0) / length;
      }
    }
    this.mean = Float32Array.from(sums, (sum) => sum / Math.max(1, count));
    this.counted = count;
    for (let slot = 0; slot < squares.length; slot++) {
      this.set(slot, vectors.subarray(slot * dimensions, (slot + 1) * dimensions));
    }
  }

  /** Returns about `most` slots that seem nearest to a message; slots with square 0 are empty. */
  nearest(
    vectors: Int8Array,
    message: Int8Array,
    { squares, most }: { squares: Uint32Array; most: number },
  ): number[] {
    const bins = this.estimate(message, squares);
    const counts = new Uint32Array(BINS + 1);
    for (const bin of bins) counts[bin] = (counts[bin] ?? 0) + 1;
    if (squares.length - (counts[0] ?? 0) > 2 * this.counted) {
      this.rebuild(vectors, squares);
      return this.nearest(vectors, message, { squares, most });
    }
    let least = BINS;
    for (let sum = counts[least] ?? 0; least > 1 && sum < most; sum += counts[least] ?? 0) {
      least -= 1;
    }
    const near: number[] = [];
    for (let slot = 0; slot < bins.length; slot++) {
      if ((bins[slot] ?? 0) >= least) near.push(slot);
    }
    return near;
  }

  /** Estimates the cosine of each slot, from 1 to BINS; 0 for an empty one. */
  private estimate(message: Int8Array, squares: Uint32Array): Uint16Array {
    const { bits, words, bases, scales } = this;
    const { bits: own, shared, sum } = this.reduce(message);
    const bins = new Uint16Array(squares.length);
    const step = -2 / this.dimensions;
    for (let slot = 0, at = 0; slot < squares.length; slot++) {
      let distance = 0;
      for (let word = 0; word < words; word += 3, at += 3) {
        const a = (bits[at] ?? 0) ^ (own[word] ?? 0);
        const b = (bits[at + 1] ?? 0) ^ (own[word + 1] ?? 0);
        const c = (bits[at + 2] ?? 0) ^ (own[word + 2] ?? 0);
        const odd = a ^ b;
        distance += countBits(odd ^ c) + 2 * countBits((a & b) | (odd & c));
      }
      const cosine =
        shared + (bases[slot] ?? 0) + (scales[slot] ?? 0) * sum * (1 + step * distance);
      if (squares[slot] !== 0) bins[slot] = Math.max(1, Math.min(BINS, (cosine * BINS) | 0));
    }
    return bins;
  }

  /** Splits a vector, at length one, into the mean and the rest, of which bits and sums remain. */
  private reduce(vector: Int8Array) {
    const { mean } = this;
    const bits = new Int32Array(this.words);
    let length = 0;
    for (const value of vector) length += value * value;
    length = Math.sqrt(length) || 1;
    let [base, shared, sum, square] = [0, 0, 0, 0];
    for (let at = 0; at < vector.length; at++) {
      const centre = mean[at] ?? 0;
      const rest = (vector[at] ?? 0) / length - centre;
      base += rest * centre;
      shared += (rest + centre) * centre;
      sum += Math.abs(rest);
      square += rest * rest;
      if (rest > 0) bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
    }
    return { bits, base, shared, sum, square };
  }

  private grow(slots: number): void {
    this.bits = resized(this.bits, slots * this.words);
    this.bases = resized(this.bases, slots);
    this.scales = resized(this.scales, slots);
  }
}

const BINS = 4096;
