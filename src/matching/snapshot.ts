import aliases from './aliases.json' with { type: 'json' };
import lookAlikes from './look-alikes.json' with { type: 'json' };
import { readWords } from './read-words.ts';
import slang from './slang.json' with { type: 'json' };
import { stem } from './stem.ts';
import synonyms from './synonyms.json' with { type: 'json' };
import { isAnchor } from './tellingness.ts';
import wrapping from './wrapping.json' with { type: 'json' };

/** Thrown for an unusable snapshot: the index has to be built from the documents again. */
export class SnapshotRefused extends Error {
  override name = 'SnapshotRefused';
}

/** Header of a snapshot, in the byte order of the machine, as 32-bit numbers. */
const HEADER = { mark: 0, format: 1, edition: 2, words: 3, checkSum: 4, length: 5 };

const MARK = 0x4b50534f;

/** Increase it when the order or the meaning of the sections changes. */
const FORMAT = 9;

/** Identifies the way texts are read: words read in another way would never match a message. */
function readingEdition(): number {
  const lists = JSON.stringify([aliases, lookAlikes, slang, synonyms, wrapping]);
  const read = readWords(SAMPLE).map(({ text }) => [text, stem(text), isAnchor(text)].join(' '));
  const units = Uint32Array.from(lists + read.join(), (letter) => letter.codePointAt(0) ?? 0);
  return checkSum(units);
}

/** Sum that changes with any single number (FNV-1a over integers). */
function checkSum(numbers: Uint32Array): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < numbers.length; at++) {
    sum = Math.imul(sum ^ (numbers[at] ?? 0), 0x01000193);
  }
  return sum >>> 0;
}

const SAMPLE =
  'Benarkah Rp1,5 jt dibagiin tgl 25 Sep 2024 & 8/4/2024? Hati2, k4bar nyebarin #BantuanTunai ' +
  'tidak bukan belum jangan tanpa; seratus ribu, 35% pelanggan PLN mengirimkan kartu keluarga ke PDI-P; 𝗩𝗜𝗥𝗔𝗟 sekaliii!! sebulan www.a.id/b';

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
  seal(): Uint8Array<ArrayBuffer> {
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
