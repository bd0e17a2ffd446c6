import { type DocumentHead, DocumentHeads } from './document-heads.ts';
import type { Vector, VectorSpace } from './embedder.ts';
import { GrowingArray } from './growing-array.ts';
import type { MatchDocument, TruthOf } from './match.ts';
import { Postings } from './postings.ts';
import { readWords } from './read-words.ts';
import { type FieldKind, Shelf } from './shelf.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';
import { TextRow } from './text-row.ts';
import { type Dictionaries, OWN_WORDS } from './thesaurus.ts';
import { NO_VECTORS, VectorShelf } from './vector-shelf.ts';
import { Vocabulary } from './vocabulary.ts';

/** What an index may be given besides its documents. */
export interface IndexParts {
  /** Space of the documents' vectors; none if missing. */
  space?: VectorSpace | undefined;
  /** Without it every verdict is as good as another. */
  truthOf?: TruthOf | undefined;
  dictionaries?: Dictionaries | undefined;
  /** Whether a message may retell a document in other words; fitted for fact-checks. */
  retells?: boolean | undefined;
}

/** Documents that can be matched, with the vocabulary and postings to find them. */
export class MatchIndex {
  vocabulary = new Vocabulary();
  postings = new Postings();
  shelf = new Shelf();
  vectors: VectorShelf;
  readonly dictionaries: Dictionaries;
  readonly retells: boolean;
  heads = new DocumentHeads();
  private readonly truthOf: TruthOf;
  /** Each field as written; of a summary nothing. */
  private texts = new TextRow();
  private seenIn = new GrowingArray(1024);
  private totalLength = 0;

  constructor({
    space = NO_VECTORS,
    truthOf = () => undefined,
    dictionaries = OWN_WORDS,
    retells = false,
  }: IndexParts = {}) {
    this.vectors = new VectorShelf(space);
    this.truthOf = truthOf;
    this.dictionaries = dictionaries;
    this.retells = retells;
  }

  /** Fills an empty library with a saved one, without its vectors if they are of another space. */
  static open(
    reader: SnapshotReader,
    library: MatchIndex,
    space: VectorSpace | 'stored' = library.vectors.space,
  ): MatchIndex {
    library.vocabulary = Vocabulary.open(reader);
    library.postings = Postings.open(reader);
    library.shelf = Shelf.open(reader);
    library.heads = DocumentHeads.open(reader);
    for (let slot = 0; slot < library.shelf.end; slot++)
      library.totalLength += library.shelf.lengthOf(slot);
    library.texts = TextRow.open(reader);
    library.vectors = VectorShelf.open(reader, space, library.shelf.end);
    return library;
  }

  /** Leaves out the remains of removed documents, except their words. */
  save(writer: SnapshotWriter): void {
    if (this.size < this.shelf.end) this.rebuild();
    this.vocabulary.save(writer);
    this.postings.save(writer);
    this.shelf.save(writer);
    this.heads.save(writer);
    this.texts.save(writer);
    this.vectors.save(writer);
  }

  get size(): number {
    return this.heads.size;
  }

  get averageLength(): number {
    return this.totalLength / Math.max(1, this.size);
  }

  put(document: MatchDocument, vector?: Vector): void {
    const shrunk = this.vectors.shrink(vector);
    this.remove(document.id);
    for (const { kind, text } of fieldsOf(document)) {
      for (const word of readWords(text)) this.shelf.addWord(this.vocabulary.admit(word.text));
      this.shelf.closeField(kind);
      this.texts.push(kind === 'summary' ? '' : text);
    }
    const { id, publishedAt, verdict, summary, explanation } = document;
    const explains = Boolean(summary?.trim() || explanation?.trim());
    this.enter({ id, publishedAt, verdict, explains }, shrunk);
  }

  remove(id: string): void {
    const slot = this.heads.slotOf(id);
    if (slot === undefined) return;
    const forgotten = new Set<number>();
    this.forEachRoot(slot, (root) => forgotten.add(root));
    for (const root of forgotten) this.postings.forget(root);
    this.totalLength -= this.shelf.lengthOf(slot);
    this.heads.clear(slot);
    this.vectors.clear(slot);
    if (this.shelf.end > FEW && this.size < this.shelf.end * LEAST_FULL) this.rebuild();
  }

  putVector(id: string, vector: Vector): void {
    const slot = this.heads.slotOf(id);
    if (slot !== undefined) this.vectors.set(slot, this.vectors.shrink(vector));
  }

  /** Leaves every document without a vector, until it gets one of the new space. */
  changeSpace(space: VectorSpace): void {
    this.vectors = new VectorShelf(space, this.shelf.end);
  }

  withoutVector(): string[] {
    return Array.from({ length: this.shelf.end }, (_, slot) => slot).flatMap((slot) =>
      this.vectors.isEmpty(slot) ? (this.heads.idOf(slot) ?? []) : [],
    );
  }

  has(id: string): boolean {
    return this.heads.slotOf(id) !== undefined;
  }

  /** Returns the words of a document's claim, in order; the summary states what is true instead. */
  claimWords(id: string): number[] {
    const claiming = this.fieldsOf(id).filter((field) => this.shelf.kindOf(field) !== 'summary');
    return claiming.flatMap((field) => [...this.shelf.wordsOf(field)]);
  }

  /** Returns a document's claim as written, in all its wordings. */
  claimText(id: string): string {
    return this.fieldsOf(id)
      .map((field) => this.texts.at(field))
      .join('\n');
  }

  verdictOf(id: string): string | undefined {
    const slot = this.heads.slotOf(id);
    return slot === undefined ? undefined : this.heads.verdictOf(slot);
  }

  callsFalse(id: string): boolean {
    return this.truthOf(this.verdictOf(id)) === 'false';
  }

  callsFieldFalse(field: number): boolean {
    return this.truthOf(this.heads.verdictOf(this.shelf.slotOf(field))) === 'false';
  }

  callsTrue(verdict: string): boolean {
    return this.truthOf(verdict) === 'true';
  }

  /** Returns the words of a field as written, at the positions of the shelf's word numbers. */
  writtenWords(field: number): string[] {
    return readWords(this.texts.at(field)).map((word) => word.written);
  }

  private fieldsOf(id: string): number[] {
    const slot = this.heads.slotOf(id);
    const [from, to] = slot === undefined ? [0, 0] : this.shelf.fieldRange(slot);
    return Array.from({ length: to - from }, (_, at) => from + at);
  }

  private enter(head: DocumentHead, shrunk: Int8Array): void {
    const slot = this.shelf.closeDocument();
    this.heads.add(head);
    this.totalLength += this.shelf.lengthOf(slot);
    this.vectors.add(shrunk);
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

  /** Rebuilds the index without removed documents. */
  private rebuild(): void {
    const { shelf, heads, texts, vectors, vocabulary, dictionaries, retells, truthOf } = this;
    const parts = { space: vectors.space, dictionaries, retells, truthOf };
    Object.assign(this, new MatchIndex(parts), { vocabulary });
    for (let slot = 0; slot < shelf.end; slot++) {
      const head = heads.headAt(slot);
      if (!head) continue;
      const [from, to] = shelf.fieldRange(slot);
      for (let field = from; field < to; field++) {
        for (const word of shelf.wordsOf(field)) this.shelf.addWord(word);
        this.shelf.closeField(shelf.kindOf(field));
        this.texts.push(texts.at(field));
      }
      this.enter(head, vectors.at(slot));
    }
  }
}

const MOST_NARRATIVES = 12;
const FEW = 64;
const LEAST_FULL = 0.6;
/** Longer than the part of a text that is read; reading and storing must use the same limit. */
const LONGEST_TEXT = 6000;

function fieldsOf(document: MatchDocument): { kind: FieldKind; text: string }[] {
  const fields: { kind: FieldKind; text: string }[] = [];
  const add = (kind: FieldKind, text: string) =>
    fields.push({ kind, text: text.slice(0, LONGEST_TEXT) });
  add('title', document.title);
  if (document.claim) add('claim', document.claim);
  for (const text of document.narratives.slice(0, MOST_NARRATIVES)) add('narrative', text);
  if (document.summary) add('summary', document.summary);
  return fields;
}
