import { withRoom } from '../growing-array.ts';
import { SnapshotReader, SnapshotRefused, SnapshotWriter } from '../snapshot.ts';
import { HashScanner } from './hash-scanner.ts';
import { HASH_BYTES } from './pdq.ts';

/** Most differing bits of one picture's hashes. Up to 31 is sure; more needs other evidence. */
export const MAX_DISTANCE = 60;

export interface Found {
  id: string;
  distance: number;
}

/** Finds stored pictures by their hashes: exactly, by comparing with all of them. */
export class PictureIndex {
  private readonly scanner = new HashScanner();
  /** For each hash the number of its picture, or `GONE`. */
  private owners = new Uint32Array(1024);
  /** For each picture its id (undefined once removed) and where its hashes begin. */
  private ids: (string | undefined)[] = [];
  private starts = [0];
  private readonly numbers = new Map<string, number>();
  private gone = 0;

  /** Opens what `save` returned; throws SnapshotRefused if it cannot be used. */
  static open(bytes: Uint8Array): PictureIndex {
    const reader = new SnapshotReader(bytes);
    const [kind] = reader.strings();
    if (kind !== KIND) throw new SnapshotRefused('this is no snapshot of an index of pictures');
    const [ids, ends, hashes] = [reader.strings(), reader.numbers(), reader.bytes()];
    const index = new PictureIndex();
    for (const [number, id] of ids.entries()) {
      const [from = 0, to = 0] = [ends[number - 1], ends[number]];
      index.put(id, hashes.subarray(from * HASH_BYTES, to * HASH_BYTES));
    }
    return index;
  }

  get size(): number {
    return this.numbers.size;
  }

  /** Stores a picture with the hashes of `readPicture`; replaces one with the same id. */
  put(id: string, hashes: Uint8Array): void {
    if (hashes.length % HASH_BYTES !== 0) {
      throw new RangeError(`${hashes.length} bytes came where hashes of ${HASH_BYTES} belong`);
    }
    this.remove(id);
    const number = this.ids.push(id) - 1;
    this.numbers.set(id, number);
    for (let at = 0; at < hashes.length; at += HASH_BYTES) {
      this.owners = withRoom(this.owners, this.scanner.length + 1);
      this.owners[this.scanner.length] = number;
      this.scanner.add(hashes.subarray(at, at + HASH_BYTES));
    }
    this.starts.push(this.scanner.length);
  }

  /** Removes a picture; does nothing if it is missing. */
  remove(id: string): void {
    const number = this.numbers.get(id);
    if (number === undefined) return;
    this.numbers.delete(id);
    this.ids[number] = undefined;
    const [start = 0, end = 0] = [this.starts[number], this.starts[number + 1]];
    this.owners.fill(GONE, start, end);
    this.gone += end - start;
    if (this.ids.length > 2 * this.size + SLACK || this.gone > this.scanner.length / 2 + SLACK) {
      this.closeGaps();
    }
  }

  /** Returns at most `most` pictures nearest to any hash, then the older; `within` may be larger for those verified later. */
  find(hashes: Uint8Array, most: number, within = MAX_DISTANCE): Found[] {
    const least = new Map<number, number>();
    this.scanner.find(hashes, within, (slot, distance) => {
      const owner = this.owners[slot] ?? GONE;
      if (owner !== GONE && distance < (least.get(owner) ?? 256)) least.set(owner, distance);
    });
    return [...least]
      .sort(([one, near], [other, far]) => near - far || one - other)
      .slice(0, most)
      .flatMap(([number, distance]) => {
        const id = this.ids[number];
        return id === undefined ? [] : [{ id, distance }];
      });
  }

  save(): Uint8Array {
    this.closeGaps();
    const hashes = this.hashesOf(0, this.scanner.length);
    const writer = new SnapshotWriter();
    writer.strings([KIND]);
    writer.strings(this.ids.map((id = '') => id));
    writer.numbers(Uint32Array.from(this.starts.slice(1)));
    writer.bytes(hashes);
    return writer.seal();
  }

  private hashesOf(from: number, to: number): Uint8Array {
    const hashes = new Uint8Array((to - from) * HASH_BYTES);
    for (let slot = from; slot < to; slot++) {
      hashes.set(this.scanner.at(slot), (slot - from) * HASH_BYTES);
    }
    return hashes;
  }

  /** Removes gaps and keeps the order. */
  private closeGaps(): void {
    const kept = [...this.numbers].map(([id, number]) => {
      const [from = 0, to = 0] = [this.starts[number], this.starts[number + 1]];
      return [id, this.hashesOf(from, to)] as const;
    });
    this.numbers.clear();
    [this.ids, this.starts, this.scanner.length, this.gone] = [[], [0], 0, 0];
    for (const [id, hashes] of kept) this.put(id, hashes);
  }
}

const GONE = 0xffffffff;
/** Increase it when the sections or the way pictures are read change. */
const KIND = 'pictures 1';
/** Small indexes are not compacted at every removal. */
const SLACK = 1000;
