import { GrowingArray } from './growing-array.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

/** Part of a document; order and details count in all but the summary. */
export type FieldKind = 'title' | 'claim' | 'narrative' | 'summary';

/** Fields of all documents as word numbers in one row; a slot identifies a document. */
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
    for (const list of LISTS) shelf[list] = GrowingArray.from(reader.numbers());
    return shelf;
  }

  save(writer: SnapshotWriter): void {
    for (const list of LISTS) writer.numbers(this[list].used);
  }

  /** Number of slots, removed documents included. */
  get end(): number {
    return this.lengths.length;
  }

  /** Appends a word to the current field. */
  addWord(word: number): void {
    this.words.push(word);
  }

  closeField(kind: FieldKind): void {
    this.starts.push(this.words.length);
    this.kinds.push(KINDS.indexOf(kind));
  }

  /** Ends the current document and returns its slot. */
  closeDocument(): number {
    const first = this.firstFields.at(this.end);
    this.lengths.push(this.words.length - this.starts.at(first));
    this.firstFields.push(this.kinds.length);
    return this.end - 1;
  }

  /** Returns the numbers of a document's fields, from inclusive, to exclusive. */
  fieldRange(slot: number): readonly [from: number, to: number] {
    return [this.firstFields.at(slot), this.firstFields.at(slot + 1)];
  }

  slotOf(field: number): number {
    return this.firstFields.countUpTo(field) - 1;
  }

  kindOf(field: number): FieldKind {
    return KINDS[this.kinds.at(field)] ?? 'summary';
  }

  wordsOf(field: number): Uint32Array {
    return this.words.values.subarray(this.starts.at(field), this.starts.at(field + 1));
  }

  /** Returns the number of words in all fields of a document. */
  lengthOf(slot: number): number {
    return this.lengths.at(slot);
  }
}

/** What a snapshot stores, in this order. */
const LISTS = ['firstFields', 'starts', 'kinds', 'words', 'lengths'] as const;

/** A snapshot stores the kinds as positions in this list. */
const KINDS: readonly FieldKind[] = ['title', 'claim', 'narrative', 'summary'];
