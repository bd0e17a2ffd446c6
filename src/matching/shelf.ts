import { GrowingArray } from './growing-array.ts';
import type { SnapshotReader } from './snapshot-reader.ts';
import type { SnapshotWriter } from './snapshot-writer.ts';

/** What part of a document a field is: order and details count in all but the summary. */
export type FieldKind = 'title' | 'claim' | 'narrative' | 'summary';

/** The fields of all documents as word numbers in one row; a document is known by its slot. */
export class Shelf {
  private firstFields = new GrowingArray();
  private starts = new GrowingArray();
  private kinds = new GrowingArray();
  private words = new GrowingArray(4096);
  private lengths = new GrowingArray();

  constructor() {
    this.firstFields.push(0);
    this.starts.push(0);
  }

  static open(reader: SnapshotReader): Shelf {
    const shelf = new Shelf();
    shelf.firstFields = GrowingArray.from(reader.numbers());
    shelf.starts = GrowingArray.from(reader.numbers());
    shelf.kinds = GrowingArray.from(reader.numbers());
    shelf.words = GrowingArray.from(reader.numbers());
    shelf.lengths = GrowingArray.from(reader.numbers());
    return shelf;
  }

  save(writer: SnapshotWriter): void {
    writer.numbers(this.firstFields.used);
    writer.numbers(this.starts.used);
    writer.numbers(this.kinds.used);
    writer.numbers(this.words.used);
    writer.numbers(this.lengths.used);
  }

  /** How many slots are taken, removed documents included. */
  get end(): number {
    return this.lengths.length;
  }

  /** Appends a word to the field that is being written. */
  addWord(word: number): void {
    this.words.push(word);
  }

  closeField(kind: FieldKind): void {
    this.starts.push(this.words.length);
    this.kinds.push(KINDS.indexOf(kind));
  }

  /** Ends the document that is being written and returns its slot. */
  closeDocument(): number {
    const first = this.firstFields.at(this.end);
    this.lengths.push(this.words.length - this.starts.at(first));
    this.firstFields.push(this.kinds.length);
    return this.end - 1;
  }

  /** The numbers of a document's fields, from inclusive, to exclusive. */
  fieldRange(slot: number): readonly [from: number, to: number] {
    return [this.firstFields.at(slot), this.firstFields.at(slot + 1)];
  }

  kindOf(field: number): FieldKind {
    return KINDS[this.kinds.at(field)] ?? 'summary';
  }

  wordsOf(field: number): Uint32Array {
    return this.words.values.subarray(this.starts.at(field), this.starts.at(field + 1));
  }

  /** How many words a document has in all its fields. */
  lengthOf(slot: number): number {
    return this.lengths.at(slot);
  }
}

/** Their order is that of the numbers in a snapshot. */
const KINDS: readonly FieldKind[] = ['title', 'claim', 'narrative', 'summary'];
