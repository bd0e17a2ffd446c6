import { GrowingArray } from './growing-array.ts';
import type { MatchDocument } from './matcher.ts';
import { Postings } from './postings.ts';
import { readWords } from './read-words.ts';
import { Vocabulary } from './vocabulary.ts';

/** What part of a document a field is: order and details count in all but the summary. */
export type FieldKind = 'title' | 'claim' | 'narrative' | 'summary';

/** The documents as sequences of word numbers, with the postings of their roots. */
export class Library {
  readonly vocabulary = new Vocabulary();
  postings = new Postings();
  private documents: (MatchDocument | undefined)[] = [];
  private readonly slots = new Map<string, number>();
  private fieldsFrom = new GrowingArray();
  private fieldStarts = new GrowingArray();
  private fieldKinds = new GrowingArray();
  private lengths = new GrowingArray();
  private sequence = new GrowingArray(4096);
  private totalLength = 0;

  constructor() {
    this.fieldStarts.push(0);
    this.fieldsFrom.push(0);
  }

  get size(): number {
    return this.slots.size;
  }

  /** One past the highest slot in use. */
  get end(): number {
    return this.documents.length;
  }

  get averageLength(): number {
    return this.totalLength / Math.max(1, this.size);
  }

  put(document: MatchDocument): void {
    this.remove(document.id);
    const fields = fieldsOf(document).map(({ kind, text }) => ({
      kind,
      words: Uint32Array.from(readWords(text), (word) => this.vocabulary.admit(word.text)),
    }));
    const { id, title, claim, narratives, publishedAt, verdict } = document;
    this.shelve({ id, title, claim, narratives, publishedAt, verdict }, fields);
  }

  remove(id: string): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    for (const root of this.rootsOf(slot)) this.postings.forget(root);
    this.totalLength -= this.lengths.at(slot);
    this.documents[slot] = undefined;
    this.slots.delete(id);
    if (this.end > 64 && this.size < this.end * FULLEST_WASTE) this.rebuild();
  }

  documentAt(slot: number): MatchDocument | undefined {
    return this.documents[slot];
  }

  lengthOf(slot: number): number {
    return this.lengths.at(slot);
  }

  /** The numbers of a document's fields, from inclusive, to exclusive. */
  fieldRange(slot: number): readonly [from: number, to: number] {
    return [this.fieldsFrom.at(slot), this.fieldsFrom.at(slot + 1)];
  }

  kindOf(field: number): FieldKind {
    return KINDS[this.fieldKinds.at(field)] ?? 'summary';
  }

  wordsOf(field: number): Uint32Array {
    return this.sequence.values.subarray(
      this.fieldStarts.at(field),
      this.fieldStarts.at(field + 1),
    );
  }

  /** The words of a field as they were written, at the places of `wordsOf`. */
  writtenWords(field: number): string[] {
    const slot = this.slotOfField(field);
    const document = this.documents[slot];
    const text = document && fieldsOf(document)[field - this.fieldsFrom.at(slot)]?.text;
    return readWords(text ?? '').map((word) => word.written);
  }

  private slotOfField(field: number): number {
    let [low, high] = [0, this.end];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.fieldsFrom.at(middle) <= field) low = middle;
      else high = middle;
    }
    return low;
  }

  private shelve(document: MatchDocument, fields: readonly Field[]): void {
    const slot = this.documents.length;
    this.documents.push(document);
    this.slots.set(document.id, slot);
    let length = 0;
    for (const { kind, words } of fields) {
      const start = this.sequence.extend(words.length);
      this.sequence.values.set(words, start);
      this.fieldStarts.push(this.sequence.length);
      this.fieldKinds.push(KINDS.indexOf(kind));
      length += words.length;
    }
    this.fieldsFrom.push(this.fieldKinds.length);
    this.lengths.push(length);
    this.totalLength += length;
    for (const root of this.rootsOf(slot)) this.postings.add(root, slot);
  }

  private rootsOf(slot: number): Set<number> {
    const [from, to] = this.fieldRange(slot);
    const roots = new Set<number>();
    for (let field = from; field < to; field++) {
      for (const word of this.wordsOf(field)) roots.add(this.vocabulary.rootOf(word));
    }
    return roots;
  }

  /** Leaves the places of removed documents behind. */
  private rebuild(): void {
    const old = { documents: this.documents, from: this.fieldsFrom, starts: this.fieldStarts };
    const kinds = this.fieldKinds;
    const sequence = this.sequence.values;
    this.documents = [];
    this.postings = new Postings();
    this.fieldsFrom = new GrowingArray();
    this.fieldStarts = new GrowingArray();
    this.fieldKinds = new GrowingArray();
    this.lengths = new GrowingArray();
    this.sequence = new GrowingArray(sequence.length);
    this.fieldsFrom.push(0);
    this.fieldStarts.push(0);
    this.totalLength = 0;
    for (const [slot, document] of old.documents.entries()) {
      if (!document) continue;
      const fields: Field[] = [];
      for (let field = old.from.at(slot); field < old.from.at(slot + 1); field++) {
        const words = sequence.slice(old.starts.at(field), old.starts.at(field + 1));
        fields.push({ kind: KINDS[kinds.at(field)] ?? 'summary', words });
      }
      this.shelve(document, fields);
    }
  }
}

interface Field {
  kind: FieldKind;
  words: Uint32Array;
}

const KINDS: readonly FieldKind[] = ['title', 'claim', 'narrative', 'summary'];
const MOST_NARRATIVES = 12;
const FULLEST_WASTE = 0.6;

function fieldsOf(document: MatchDocument): { kind: FieldKind; text: string }[] {
  const fields: { kind: FieldKind; text: string }[] = [{ kind: 'title', text: document.title }];
  if (document.claim) fields.push({ kind: 'claim', text: document.claim });
  for (const text of document.narratives.slice(0, MOST_NARRATIVES)) {
    fields.push({ kind: 'narrative', text });
  }
  if (document.summary) fields.push({ kind: 'summary', text: document.summary });
  return fields;
}
