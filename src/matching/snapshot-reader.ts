import {
  checkSum,
  FORMAT,
  HEADER,
  MARK,
  readingEdition,
  SnapshotRefused,
} from './snapshot-format.ts';

/** Reads the sections of a snapshot in their written order. */
export class SnapshotReader {
  private readonly words: Uint32Array;
  private at = HEADER.length;

  /** Refuses damaged snapshots and those of another version. */
  constructor(snapshot: Uint8Array) {
    this.words = toWords(snapshot);
    check(this.words);
  }

  /** Returns a copy, so that the snapshot can be released unchanged. */
  numbers(): Uint32Array {
    const length = (this.words[this.at] ?? 0) / 4;
    const from = this.skip();
    return this.words.slice(from, from + length);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.view());
  }

  strings(): string[] {
    const lengths = this.numbers();
    const joined = new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.view());
    let end = 0;
    return Array.from(lengths, (length) => {
      const start = end;
      end += length;
      return joined.slice(start, end);
    });
  }

  private view(): Uint8Array {
    const length = this.words[this.at] ?? 0;
    return new Uint8Array(this.words.buffer, this.words.byteOffset + this.skip() * 4, length);
  }

  /** Moves to the next section and returns where the contents of this one begin. */
  private skip(): number {
    const from = this.at + 1;
    this.at = from + Math.ceil((this.words[this.at] ?? 0) / 4);
    return from;
  }
}

/** Numbers must begin at a multiple of four; other bytes are moved. */
function toWords(snapshot: Uint8Array): Uint32Array {
  const whole = snapshot.byteOffset % 4 === 0 ? snapshot : new Uint8Array(snapshot);
  return new Uint32Array(whole.buffer, whole.byteOffset, Math.floor(whole.length / 4));
}

function check(words: Uint32Array): void {
  if (words[HEADER.mark] !== MARK) throw new SnapshotRefused('this is no snapshot of an index');
  if (words[HEADER.format] !== FORMAT) {
    throw new SnapshotRefused(
      `the snapshot has format ${words[HEADER.format]}; this version reads ${FORMAT}`,
    );
  }
  if (words[HEADER.edition] !== readingEdition()) {
    throw new SnapshotRefused('the snapshot was written by a version that reads texts differently');
  }
  if (words[HEADER.words] !== words.length) {
    throw new SnapshotRefused(
      `the snapshot is damaged: ${words.length * 4} bytes instead of ${(words[HEADER.words] ?? 0) * 4}`,
    );
  }
  if (words[HEADER.checkSum] !== checkSum(words.subarray(HEADER.length))) {
    throw new SnapshotRefused('the snapshot is damaged: its check sum does not fit');
  }
}
