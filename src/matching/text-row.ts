import { GrowingArray, withRoom } from './growing-array.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

/** Texts in one row of UTF-8: as strings they took twice as much once a single letter was not Latin. */
export class TextRow {
  private ends = new GrowingArray();
  private bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  static open(reader: SnapshotReader): TextRow {
    const row = new TextRow();
    row.ends = GrowingArray.from(reader.numbers());
    row.bytes = reader.bytes();
    return row;
  }

  save(writer: SnapshotWriter): void {
    writer.numbers(this.ends.used);
    writer.bytes(this.bytes.subarray(0, this.ends.at(this.ends.length - 1)));
  }

  push(text: string): void {
    const start = this.ends.at(this.ends.length - 1);
    this.bytes = withRoom(this.bytes, start + text.length * MOST_BYTES);
    const { written } = encoder.encodeInto(text, this.bytes.subarray(start));
    this.ends.push(start + written);
  }

  at(index: number): string {
    return decoder.decode(this.bytes.subarray(this.ends.at(index - 1), this.ends.at(index)));
  }
}

/** Of a UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
