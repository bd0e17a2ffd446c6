import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { GrowingArray, withRoom } from './growing-array.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

/** Texts that are seldom read, compressed by the block: at 100,000 fact-checks they took as much memory as all that finds them. */
export class TextRow {
  /** By text: where it ends in the bytes of its block. */
  private ends = new GrowingArray();
  /** By block: how many texts there are up to its end, and where it ends in the row. */
  private counts = new GrowingArray();
  private limits = new GrowingArray();
  private row: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  /** The block that is being filled. */
  private filled: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  private used = 0;
  /** The block that was read last: texts are read one after the other. */
  private read = { block: -1, bytes: new Uint8Array(0) };

  static open(reader: SnapshotReader): TextRow {
    const row = new TextRow();
    for (const list of LISTS) row[list] = GrowingArray.from(reader.numbers());
    row.row = reader.bytes();
    return row;
  }

  save(writer: SnapshotWriter): void {
    if (this.used > 0) this.closeBlock();
    for (const list of LISTS) writer.numbers(this[list].used);
    writer.bytes(this.row.subarray(0, this.limits.at(this.limits.length - 1)));
  }

  push(text: string): void {
    this.filled = withRoom(this.filled, this.used + text.length * MOST_BYTES);
    this.used += encoder.encodeInto(text, this.filled.subarray(this.used)).written;
    this.ends.push(this.used);
    if (this.used >= BLOCK) this.closeBlock();
  }

  at(index: number): string {
    const block = this.counts.countUpTo(index);
    const isFirst = index === this.counts.at(block - 1);
    const bytes = block === this.counts.length ? this.filled : this.unpack(block);
    return decoder.decode(
      bytes.subarray(isFirst ? 0 : this.ends.at(index - 1), this.ends.at(index)),
    );
  }

  private closeBlock(): void {
    const packed = deflateRawSync(this.filled.subarray(0, this.used), { level: FASTEST });
    const start = this.limits.at(this.limits.length - 1);
    this.row = withRoom(this.row, start + packed.length);
    this.row.set(packed, start);
    this.limits.push(start + packed.length);
    this.counts.push(this.ends.length);
    this.used = 0;
  }

  private unpack(block: number): Uint8Array {
    if (this.read.block !== block) {
      const packed = this.row.subarray(this.limits.at(block - 1), this.limits.at(block));
      this.read = { block, bytes: inflateRawSync(packed) };
    }
    return this.read.bytes;
  }
}

/** What a snapshot stores, in this order. */
const LISTS = ['ends', 'counts', 'limits'] as const;

/** Bytes from which a block is compressed: larger ones take longer to read, and hardly less room. */
const BLOCK = 8192;
/** The next level takes twice as long for a tenth less. */
const FASTEST = 1;
/** Of a UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
