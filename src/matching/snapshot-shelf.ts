import { type FieldKind, Shelf } from './shelf.ts';
import type { SnapshotReader } from './snapshot-reader.ts';
import type { SnapshotWriter } from './snapshot-writer.ts';

/** Writes the fields of all documents with their words. */
export function saveShelf(writer: SnapshotWriter, shelf: Shelf): void {
  const fieldsOf = Uint32Array.from({ length: shelf.end }, (_, slot) => {
    const [from, to] = shelf.fieldRange(slot);
    return to - from;
  });
  const fieldCount = shelf.end === 0 ? 0 : shelf.fieldRange(shelf.end - 1)[1];
  const kinds = new Uint8Array(fieldCount);
  const lengths = new Uint32Array(fieldCount);
  for (let field = 0; field < fieldCount; field++) {
    kinds[field] = CODES[shelf.kindOf(field)];
    lengths[field] = shelf.wordsOf(field).length;
  }
  const words = new Uint32Array(lengths.reduce((sum, length) => sum + length, 0));
  for (let field = 0, at = 0; field < fieldCount; field++) {
    words.set(shelf.wordsOf(field), at);
    at += lengths[field] ?? 0;
  }
  writer.numbers(fieldsOf);
  writer.bytes(kinds);
  writer.numbers(lengths);
  writer.numbers(words);
}

/** Fills a shelf as it was when it was saved. */
export function openShelf(reader: SnapshotReader): Shelf {
  const shelf = new Shelf();
  const fieldsOf = reader.numbers();
  const kinds = reader.bytes();
  const lengths = reader.numbers();
  const words = reader.numbers();
  let field = 0;
  let at = 0;
  for (const count of fieldsOf) {
    for (const last = field + count; field < last; field++) {
      for (const end = at + (lengths[field] ?? 0); at < end; at++) shelf.addWord(words[at] ?? 0);
      shelf.closeField(KINDS[kinds[field] ?? 0] ?? 'summary');
    }
    shelf.closeDocument();
  }
  return shelf;
}

const CODES: Record<FieldKind, number> = { title: 0, claim: 1, narrative: 2, summary: 3 };
const KINDS: readonly FieldKind[] = ['title', 'claim', 'narrative', 'summary'];
