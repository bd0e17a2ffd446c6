import type { Vector, VectorSpace } from './embedder.ts';
import { GrowingArray, withRoom } from './growing-array.ts';
import { SignBits } from './sign-bits.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

/** Vector of each document by slot, one byte per dimension; without one, nothing is near. */
export class VectorShelf {
  readonly space: VectorSpace;
  private bytes = new Int8Array(0);
  private squares = new GrowingArray();
  private readonly signs: SignBits;

  constructor(space: VectorSpace, end = 0) {
    this.space = space;
    this.bytes = new Int8Array(end * space.dimensions);
    this.squares = GrowingArray.from(new Uint32Array(end));
    this.signs = new SignBits(space.dimensions);
  }

  /** Opens the vectors of a snapshot; those of another space than the wanted one are left behind. */
  static open(reader: SnapshotReader, wanted: VectorSpace | 'stored', end: number): VectorShelf {
    const [model = ''] = reader.strings();
    const [dimensions = 0] = reader.numbers();
    const stored = { model, dimensions };
    if (wanted !== 'stored' && !isSameSpace(wanted, stored)) return new VectorShelf(wanted, end);
    const shelf = new VectorShelf(stored);
    shelf.squares = GrowingArray.from(reader.numbers());
    shelf.bytes = new Int8Array(reader.bytes().buffer);
    if (end > FEW) shelf.signs.rebuild(shelf.bytes, shelf.squares.used); // not in a citizen's turn
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
    this.squares.push(0);
    this.set(this.squares.length - 1, shrunk);
  }

  /** Stores the vector of a slot that there is. */
  set(slot: number, shrunk: Int8Array): void {
    const start = slot * shrunk.length;
    this.bytes = withRoom(this.bytes, start + shrunk.length);
    this.bytes.set(shrunk, start);
    this.squares.values[slot] = squareOf(shrunk);
    this.signs.set(slot, shrunk);
  }

  clear(slot: number): void {
    this.at(slot).fill(0);
    this.squares.values[slot] = 0;
  }

  isEmpty(slot: number): boolean {
    return this.squares.at(slot) === 0;
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

  /** Returns the slots that may be nearest to a message: all of a few, or those with the most similar signs. */
  shortlist(message: Int8Array): Iterable<number> {
    const squares = this.squares.used;
    if (squares.length <= FEW) return squares.keys();
    return this.signs.nearest(this.bytes, message, { squares, most: MOST_LISTED });
  }
}

/** With fewer vectors, comparing all takes no longer. */
const FEW = 4096;
const MOST_LISTED = 1500;

export function isSameSpace(a: VectorSpace, b: VectorSpace): boolean {
  return a.model === b.model && a.dimensions === b.dimensions;
}

export const NO_VECTORS: VectorSpace = { model: '', dimensions: 0 };

export function squareOf(shrunk: Int8Array): number {
  let sum = 0;
  for (let at = 0; at < shrunk.length; at++) sum += (shrunk[at] ?? 0) ** 2;
  return sum;
}
