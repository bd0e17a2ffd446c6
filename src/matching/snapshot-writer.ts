import { checkSum, FORMAT, HEADER, MARK, readingEdition } from './snapshot-format.ts';

/** Collects the sections of a snapshot; they are read in the same order. */
export class SnapshotWriter {
  private readonly sections: Uint8Array[] = [];

  /** Copies the numbers only when the snapshot is sealed. */
  numbers(values: Uint32Array): void {
    this.sections.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  bytes(values: Uint8Array): void {
    this.sections.push(values);
  }

  strings(texts: readonly string[]): void {
    this.numbers(Uint32Array.from(texts, (text) => text.length));
    this.bytes(new TextEncoder().encode(texts.join('')));
  }

  /** Returns all sections in one piece, each after its length and aligned to 32 bits. */
  seal(): Uint8Array {
    let words = HEADER.length;
    for (const section of this.sections) words += 1 + Math.ceil(section.length / 4);
    const sealed = new Uint32Array(words);
    const bytes = new Uint8Array(sealed.buffer);
    let at = HEADER.length;
    for (const section of this.sections) {
      sealed[at] = section.length;
      bytes.set(section, (at + 1) * 4);
      at += 1 + Math.ceil(section.length / 4);
    }
    sealed[HEADER.mark] = MARK;
    sealed[HEADER.format] = FORMAT;
    sealed[HEADER.edition] = readingEdition();
    sealed[HEADER.words] = words;
    sealed[HEADER.checkSum] = checkSum(sealed.subarray(HEADER.length));
    return bytes;
  }
}
