import { GrowingArray, withRoom } from './growing-array.ts';
import type { SnapshotReader } from './snapshot-reader.ts';
import type { SnapshotWriter } from './snapshot-writer.ts';

/** Texts by number, stored as UTF-8 in one array: a million strings would slow every collection. */
export class TextBlob {
  private bytes = new Uint8Array(1024);
  private ends = new GrowingArray();

  static open(reader: SnapshotReader): TextBlob {
    const blob = new TextBlob();
    blob.ends = GrowingArray.from(reader.numbers());
    blob.bytes = reader.bytes();
    return blob;
  }

  save(writer: SnapshotWriter): void {
    writer.numbers(this.ends.used);
    writer.bytes(this.bytes.subarray(0, this.end));
  }

  add(text: string): void {
    const { end } = this;
    this.bytes = withRoom(this.bytes, end + text.length * MOST_BYTES);
    this.close(end + ENCODER.encodeInto(text, this.bytes.subarray(end)).written);
  }

  /** Copies a text from another blob. */
  copy(from: TextBlob, index: number): void {
    const text = from.bytesAt(index);
    const { end } = this;
    this.bytes = withRoom(this.bytes, end + text.length);
    this.bytes.set(text, end);
    this.close(end + text.length);
  }

  at(index: number): string {
    return DECODER.decode(this.bytesAt(index));
  }

  private get end(): number {
    return this.ends.at(this.ends.length - 1);
  }

  private bytesAt(index: number): Uint8Array {
    return this.bytes.subarray(index === 0 ? 0 : this.ends.at(index - 1), this.ends.at(index));
  }

  private close(end: number): void {
    if (end > MOST_TEXT) throw new RangeError('the index holds more than 4 GB of text');
    this.ends.push(end);
  }
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });
const MOST_BYTES = 3;
const MOST_TEXT = 2 ** 32 - 1;
