import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

/** Finds known words one typo away (a letter lost, added, changed, swapped) by symmetric delete. */
export class Spelling {
  private keys: Uint32Array = new Uint32Array(1 << 12);
  private entries: Uint32Array = new Uint32Array(1 << 12);
  private size = 0;

  static open(reader: SnapshotReader): Spelling {
    const spelling = new Spelling();
    spelling.keys = reader.numbers();
    spelling.entries = reader.numbers();
    for (const entry of spelling.entries) if (entry !== 0) spelling.size += 1;
    return spelling;
  }

  save(writer: SnapshotWriter): void {
    writer.numbers(this.keys);
    writer.numbers(this.entries);
  }

  add(word: string, id: number): void {
    if (!isSpellable(word)) return;
    if (this.size + word.length + 1 > this.keys.length * FULLEST) this.grow();
    this.insert(hashText(word), id + 1);
    for (let skip = 0; skip < word.length; skip++) this.insert(hashText(word, skip), id + 1);
  }

  /** Returns ids of possible words; the caller checks them with `isSlip`. */
  suggest(word: string): Set<number> {
    const found = new Set<number>();
    if (!isSpellable(word)) return found;
    this.collect(hashText(word), found);
    for (let skip = 0; skip < word.length; skip++) this.collect(hashText(word, skip), found);
    return found;
  }

  private insert(key: number, entry: number): void {
    const mask = this.keys.length - 1;
    let at = key & mask;
    while (this.entries[at] !== 0) {
      if (this.keys[at] === key && this.entries[at] === entry) return;
      at = (at + 1) & mask;
    }
    this.keys[at] = key;
    this.entries[at] = entry;
    this.size += 1;
  }

  private collect(key: number, found: Set<number>): void {
    const mask = this.keys.length - 1;
    for (let at = key & mask; this.entries[at] !== 0; at = (at + 1) & mask) {
      if (this.keys[at] === key && found.size < MOST_SUGGESTIONS)
        found.add((this.entries[at] ?? 1) - 1);
    }
  }

  private grow(): void {
    const { keys, entries } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.entries = new Uint32Array(keys.length * 2);
    this.size = 0;
    for (let at = 0; at < keys.length; at++) {
      const entry = entries[at] ?? 0;
      if (entry !== 0) this.insert(keys[at] ?? 0, entry);
    }
  }
}

/** Whether two different words are one typo apart. */
export function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const { start, tail } = sharedEnds(a, b);
  const [left, right] = [a.length - tail - start, b.length - tail - start];
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}

/** Returns the stretches in which two words differ, between what both begin and what both end with. */
export function differing(a: string, b: string): readonly [string, string] {
  const { start, tail } = sharedEnds(a, b);
  return [a.slice(start, a.length - tail), b.slice(start, b.length - tail)];
}

/** How many letters two words begin with alike, and how many of the others they end with alike. */
function sharedEnds(a: string, b: string): { start: number; tail: number } {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let tail = 0;
  const most = Math.min(a.length, b.length) - start;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return { start, tail };
}

/** Share of the table that may be used before it is doubled. */
const FULLEST = 0.7;
const MOST_SUGGESTIONS = 64;

function isSpellable(word: string): boolean {
  return word.length >= 4 && word.length <= 24;
}

/** Hashes texts to 32 bits (FNV-1a with a final mix), leaving out the letter at `skip`. */
export function hashText(text: string, skip = -1): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    if (at !== skip) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) >>> 0;
}
