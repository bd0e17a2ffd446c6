import { GrowingArray } from './growing-array.ts';
import type { MatchDocument } from './matcher.ts';
import { Postings } from './postings.ts';
import { readWords } from './read-words.ts';
import { type FieldKind, Shelf } from './shelf.ts';
import { Vocabulary } from './vocabulary.ts';

/** The documents that can be matched, with the vocabulary and postings that find them. */
export class Library {
  readonly vocabulary = new Vocabulary();
  postings = new Postings();
  shelf = new Shelf();
  private documents: (MatchDocument | undefined)[] = [];
  private readonly slots = new Map<string, number>();
  private seenIn = new GrowingArray(1024);
  private totalLength = 0;

  get size(): number {
    return this.slots.size;
  }

  get averageLength(): number {
    return this.totalLength / Math.max(1, this.size);
  }

  put(document: MatchDocument): void {
    this.remove(document.id);
    for (const { kind, text } of fieldsOf(document)) {
      for (const word of readWords(text)) this.shelf.addWord(this.vocabulary.admit(word.text));
      this.shelf.closeField(kind);
    }
    const { id, title, claim, narratives, publishedAt, verdict } = document;
    this.enter({ id, title, claim, narratives, publishedAt, verdict });
  }

  remove(id: string): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    const forgotten = new Set<number>();
    this.forEachRoot(slot, (root) => forgotten.add(root));
    for (const root of forgotten) this.postings.forget(root);
    this.totalLength -= this.shelf.lengthOf(slot);
    this.documents[slot] = undefined;
    this.slots.delete(id);
    if (this.shelf.end > FEW && this.size < this.shelf.end * LEAST_FULL) this.rebuild();
  }

  documentAt(slot: number): MatchDocument | undefined {
    return this.documents[slot];
  }

  /** The words of a field as they were written, at the places of the shelf's word numbers. */
  writtenWords(field: number): string[] {
    const slot = this.shelf.slotOf(field);
    const document = this.documents[slot];
    const [from] = this.shelf.fieldRange(slot);
    const text = document && fieldsOf(document)[field - from]?.text;
    return readWords(text ?? '').map((word) => word.written);
  }

  private enter(document: MatchDocument): void {
    const slot = this.shelf.closeDocument();
    this.documents[slot] = document;
    this.slots.set(document.id, slot);
    this.totalLength += this.shelf.lengthOf(slot);
    this.forEachRoot(slot, (root) => {
      while (this.seenIn.length <= root) this.seenIn.push(0);
      if (this.seenIn.at(root) === slot + 1) return;
      this.seenIn.values[root] = slot + 1;
      this.postings.add(root, slot);
    });
  }

  private forEachRoot(slot: number, use: (root: number) => void): void {
    const [from, to] = this.shelf.fieldRange(slot);
    for (let field = from; field < to; field++) {
      for (const word of this.shelf.wordsOf(field)) use(this.vocabulary.rootOf(word));
    }
  }

  /** Leaves the places of removed documents behind. */
  private rebuild(): void {
    const { shelf: old, documents } = this;
    this.shelf = new Shelf();
    this.postings = new Postings();
    this.documents = [];
    this.seenIn = new GrowingArray(1024);
    this.totalLength = 0;
    for (const [slot, document] of documents.entries()) {
      if (!document) continue;
      const [from, to] = old.fieldRange(slot);
      for (let field = from; field < to; field++) {
        for (const word of old.wordsOf(field)) this.shelf.addWord(word);
        this.shelf.closeField(old.kindOf(field));
      }
      this.enter(document);
    }
  }
}

const MOST_NARRATIVES = 12;
const FEW = 64;
const LEAST_FULL = 0.6;

function fieldsOf(document: MatchDocument): { kind: FieldKind; text: string }[] {
  const fields: { kind: FieldKind; text: string }[] = [{ kind: 'title', text: document.title }];
  if (document.claim) fields.push({ kind: 'claim', text: document.claim });
  for (const text of document.narratives.slice(0, MOST_NARRATIVES)) {
    fields.push({ kind: 'narrative', text });
  }
  if (document.summary) fields.push({ kind: 'summary', text: document.summary });
  return fields;
}
