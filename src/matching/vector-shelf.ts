import type { Vector, VectorSpace } from './embedder.ts';
import { GrowingArray, roomFor } from './growing-array.ts';
import { SnapshotRefused } from './snapshot-format.ts';
import type { SnapshotReader } from './snapshot-reader.ts';
import type { SnapshotWriter } from './snapshot-writer.ts';

/** Vector of each document by slot, one byte per dimension; without one, nothing is near. */
export class VectorShelf {
  readonly space: VectorSpace;
  private bytes = new Int8Array(0);
  private squares = new GrowingArray();

  constructor(space: VectorSpace) {
    this.space = space;
  }

  /** Opens the vectors of a snapshot; if none are wanted, makes `end` documents without one. */
  static open(reader: SnapshotReader, wanted: VectorSpace, end: number): VectorShelf {
    const shelf = new VectorShelf(wanted);
    const [model = ''] = reader.strings();
    const [dimensions = 0] = reader.numbers();
    if (wanted.dimensions === 0) {
      shelf.squares = GrowingArray.from(new Uint32Array(end));
      return shelf;
    }
    if (model !== wanted.model || dimensions !== wanted.dimensions) {
      throw new SnapshotRefused('the snapshot has vectors of another model, or none');
    }
    shelf.squares = GrowingArray.from(reader.numbers());
    shelf.bytes = new Int8Array(reader.bytes().buffer);
    return shelf;
  }

  save(writer: SnapshotWriter): void {
    const { model, dimensions } = this.space;
    const used = this.squares.length * dimensions;
    writer.strings([model]);
    writer.numbers(Uint32Array.of(dimensions));
    writer.numbers(this.squares.used);
    writer.bytes(new Uint8Array(this.bytes.buffer, 0, used));
  }

  /** Quantises a vector to bytes, its largest number as 127; zeros if there is none. */
  shrink(vector: Vector | undefined): Int8Array {
    const { dimensions } = this.space;
    const shrunk = new Int8Array(dimensions);
    if (!vector) return shrunk;
    if (vector.length !== dimensions) {
      throw new RangeError(`a vector of ${vector.length} numbers came where ${dimensions} belong`);
    }
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest === 0) return shrunk;
    return shrunk.map((_, at) => Math.round(((vector[at] ?? 0) / largest) * 127));
  }

  /** Stores the vector of the next slot. */
  add(shrunk: Int8Array): void {
    const start = this.squares.length * shrunk.length;
    this.reserve(start + shrunk.length);
    this.bytes.set(shrunk, start);
    this.squares.push(squareOf(shrunk));
  }

  clear(slot: number): void {
    this.at(slot).fill(0);
    this.squares.values[slot] = 0;
  }

  at(slot: number): Int8Array {
    const { dimensions } = this.space;
    return this.bytes.subarray(slot * dimensions, (slot + 1) * dimensions);
  }

  /** Returns the cosine between the vectors of a document and of a message with a given square. */
  nearness(slot: number, message: Int8Array, messageSquare: number): number {
    const square = this.squares.at(slot) * messageSquare;
    if (square === 0) return 0;
    const { bytes } = this;
    const start = slot * message.length;
    let product = 0;
    for (let at = 0; at < message.length; at++) {
      product = (product + Math.imul(bytes[start + at] ?? 0, message[at] ?? 0)) | 0;
    }
    return product / Math.sqrt(square);
  }

  private reserve(wanted: number): void {
    if (wanted <= this.bytes.length) return;
    const grown = new Int8Array(roomFor(this.bytes.length, wanted));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}

/** Space of an index without vectors. */
export const NO_VECTORS: VectorSpace = { model: '', dimensions: 0 };

/** Returns the squared length of a quantised vector. */
export function squareOf(shrunk: Int8Array): number {
  let sum = 0;
  for (let at = 0; at < shrunk.length; at++) sum += (shrunk[at] ?? 0) ** 2;
  return sum;
}
