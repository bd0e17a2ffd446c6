import { GrowingArray } from './growing-array.ts';

/** What part of a document a field is: order and details count in all but the summary. */
export type FieldKind = 'title' | 'claim' | 'narrative' | 'summary';

/** The fields of all documents as word numbers in one row; a document is known by its slot. */
export class Shelf {
  private readonly firstFields = new GrowingArray();
  private readonly starts = new GrowingArray();
  private readonly kinds = new GrowingArray();
  private readonly words = new GrowingArray(4096);

  constructor() {
    this.firstFields.push(0);
    this.starts.push(0);
  }

  /** How many slots are taken, removed documents included. */
  get end(): number {
    return this.firstFields.length - 1;
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
    const [from, to] = this.fieldRange(slot);
    return this.starts.at(to) - this.starts.at(from);
  }

  slotOf(field: number): number {
    let [low, high] = [0, this.end];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.firstFields.at(middle) <= field) low = middle;
      else high = middle;
    }
    return low;
  }
}

const KINDS: readonly FieldKind[] = ['title', 'claim', 'narrative', 'summary'];
