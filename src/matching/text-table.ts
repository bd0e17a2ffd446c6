import { hashText } from './hash-text.ts';

/** Finds the number of a text; a Map of a million strings would take six times the memory. */
export class TextTable {
  /** Numbers plus one, each at the hash of its text or the next free entry. */
  private entries = new Uint32Array(64);
  private taken = 0;
  private readonly textOf: (number: number) => string | undefined;

  /** `textOf` must return the text of each number for as long as it is in the table. */
  constructor(textOf: (number: number) => string | undefined) {
    this.textOf = textOf;
  }

  /** Creates a table of texts numbered from 0. */
  static of(texts: readonly (string | undefined)[]): TextTable {
    const table = new TextTable((number) => texts[number]);
    table.entries = new Uint32Array(2 ** Math.max(6, Math.ceil(Math.log2(texts.length / FULLEST))));
    for (let number = 0; number < texts.length; number++) table.insert(number);
    return table;
  }

  find(text: string): number | undefined {
    const entry = this.entries[this.placeOf(text)] ?? FREE;
    return entry === FREE ? undefined : entry - 1;
  }

  /** Adds a text that is not in the table. */
  add(number: number): void {
    if (this.taken + 1 > this.entries.length * FULLEST) this.rehash();
    this.insert(number);
  }

  /** Call it before the number loses its text. */
  delete(text: string): void {
    const at = this.placeOf(text);
    if (this.entries[at] !== FREE) this.entries[at] = GONE;
  }

  private insert(number: number): void {
    const mask = this.entries.length - 1;
    let at = hashText(this.textOf(number) ?? '') & mask;
    while (this.entries[at] !== FREE) at = (at + 1) & mask;
    this.entries[at] = number + 1;
    this.taken += 1;
  }

  /** Returns the entry of the text, or the free one where the search ends. */
  private placeOf(text: string): number {
    const mask = this.entries.length - 1;
    let at = hashText(text) & mask;
    for (; ; at = (at + 1) & mask) {
      const entry = this.entries[at] ?? FREE;
      if (entry === FREE) return at;
      if (entry !== GONE && this.textOf(entry - 1) === text) return at;
    }
  }

  /** Doubles the table, without deleted entries. */
  private rehash(): void {
    const { entries } = this;
    this.entries = new Uint32Array(entries.length * 2);
    this.taken = 0;
    for (const entry of entries) if (entry !== FREE && entry !== GONE) this.insert(entry - 1);
  }
}

const FREE = 0;
const GONE = 2 ** 32 - 1;
/** Share of the entries that may be used. */
const FULLEST = 0.6;
