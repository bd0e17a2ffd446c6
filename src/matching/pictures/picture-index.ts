import { HashScanner } from './hash-scanner.ts';
import { readSnapshot, writeSnapshot } from './index-snapshot.ts';
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

  /** Opens what `save` returned; throws if it is damaged or of another version. */
  static open(bytes: Uint8Array): PictureIndex {
    const index = new PictureIndex();
    for (const { id, hashes } of readSnapshot(bytes)) index.put(id, hashes);
    return index;
  }

  /** Number of pictures. */
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
      this.own(this.scanner.length, number);
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
    const { start, end } = this.slotsOf(number);
    this.owners.fill(GONE, start, end);
    this.gone += end - start;
    if (this.ids.length > 2 * this.size + SLACK || this.gone > this.scanner.length / 2 + SLACK) {
      this.closeGaps();
    }
  }

  /**
   * Returns at most `most` pictures nearest to any of the hashes, the nearest first, then the
   * older. `within` may be larger for candidates that are verified later.
   */
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
    const pictures = this.ids.map((id = '', number) => {
      const { start, end } = this.slotsOf(number);
      return { id, count: end - start };
    });
    return writeSnapshot(pictures, this.scanner);
  }

  private slotsOf(number: number): { start: number; end: number } {
    return { start: this.starts[number] ?? 0, end: this.starts[number + 1] ?? 0 };
  }

  private own(slot: number, number: number): void {
    if (slot === this.owners.length) {
      const grown = new Uint32Array(Math.ceil(slot * 1.25));
      grown.set(this.owners);
      this.owners = grown;
    }
    this.owners[slot] = number;
  }

  /** Removes gaps and keeps the order. */
  private closeGaps(): void {
    const ids = this.ids;
    const starts = this.starts;
    this.ids = [];
    this.starts = [0];
    let slot = 0;
    for (const [number, id] of ids.entries()) {
      if (id === undefined) continue;
      const renumbered = this.ids.push(id) - 1;
      this.numbers.set(id, renumbered);
      for (let from = starts[number] ?? 0; from < (starts[number + 1] ?? 0); from++) {
        this.scanner.move(from, slot);
        this.owners[slot++] = renumbered;
      }
      this.starts.push(slot);
    }
    this.scanner.cut(slot);
    this.gone = 0;
  }
}

const GONE = 0xffffffff;
/** Small indexes are not compacted at every removal. */
const SLACK = 1000;
