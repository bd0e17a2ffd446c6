import { GrowingArray } from './growing-array.ts';
import { stem } from './stem.ts';
import { TextTable } from './text-table.ts';

/** Which words mean the same and which the opposite; every word is named by its root, as `stem` gives it. */
export interface Thesaurus {
  /** How many roots have a synonym or an antonym. */
  readonly size: number;
  /** Whether either root is listed under the other. */
  areSynonyms(a: string, b: string): boolean;
  areAntonyms(a: string, b: string): boolean;
  synonymsOf(root: string): ReadonlySet<string>;
}

/**
 * Reads a thesaurus of LibreOffice (MyThes): `abadi|2`, then `[a]|kekal|langgeng` for each meaning, and
 * `[ant]|sementara` for its opposites. Takes single words only; pairs listed as both are taken as neither.
 */
export function readThesaurus(text: string): Thesaurus {
  const [roots, synonyms, antonyms] = [new RootNumbers(), new PairList(), new PairList()];
  const numbers = new Map<string, number | undefined>(); // most words occur several times
  const numberOf = (word: string) => {
    if (!numbers.has(word)) numbers.set(word, roots.numberOf(word));
    return numbers.get(word);
  };
  let head: number | undefined;
  for (const line of text.split('\n', MOST_LINES)) {
    const [first = '', ...rest] = line.trim().split('|', LONGEST_LINE);
    if (!first.startsWith('[')) head = numberOf(first);
    else if (head !== undefined) {
      const pairs = first === '[ant]' ? antonyms : synonyms;
      for (const word of rest) pairs.add(head, numberOf(word));
    }
  }
  const [same, opposite] = [synonyms.sorted(), antonyms.sorted()];
  const opposites = new Set(opposite);
  const both = new Set(same.filter((pair) => opposites.has(pair)));
  return new PairThesaurus(
    roots,
    PairTable.of(same, both, roots.size),
    PairTable.of(opposite, both, roots.size),
  );
}

const MOST_LINES = 200_000;
/** More words than the longest line of LibreOffice's Indonesian thesaurus has. */
const LONGEST_LINE = 120;
const SINGLE_WORD = /^[a-z]{3,30}$/;

class PairThesaurus implements Thesaurus {
  private readonly roots: RootNumbers;
  private readonly synonyms: PairTable;
  private readonly antonyms: PairTable;

  constructor(roots: RootNumbers, synonyms: PairTable, antonyms: PairTable) {
    this.roots = roots;
    this.synonyms = synonyms;
    this.antonyms = antonyms;
  }

  get size(): number {
    return this.roots.size;
  }

  areSynonyms(a: string, b: string): boolean {
    return this.synonyms.has(this.roots.find(a), this.roots.find(b));
  }

  areAntonyms(a: string, b: string): boolean {
    return this.antonyms.has(this.roots.find(a), this.roots.find(b));
  }

  synonymsOf(root: string): ReadonlySet<string> {
    const others = this.synonyms.of(this.roots.find(root));
    return new Set(Array.from(others, (other) => this.roots.textOf(other)));
  }
}

/** Numbers the roots of words; the words themselves are dropped. */
class RootNumbers {
  private readonly texts: string[] = [];
  private readonly numbers = TextTable.of(this.texts);

  get size(): number {
    return this.texts.length;
  }

  find(root: string): number | undefined {
    return this.numbers.find(root);
  }

  textOf(number: number): string {
    return this.texts[number] ?? '';
  }

  /** Returns the number of a word's root, new or known; none for several words or part of one. */
  numberOf(word: string): number | undefined {
    const lower = word.toLowerCase();
    if (!SINGLE_WORD.test(lower)) return undefined;
    const root = stem(lower);
    const known = this.numbers.find(root);
    if (known !== undefined) return known;
    this.texts.push(root);
    this.numbers.add(this.texts.length - 1);
    return this.texts.length - 1;
  }
}

/** Pairs of numbers below 2²⁰, each kept in both directions as one number. */
class PairList {
  private readonly firsts = new GrowingArray();
  private readonly seconds = new GrowingArray();

  add(a: number, b: number | undefined): void {
    if (b === undefined || a === b) return;
    this.firsts.push(a);
    this.seconds.push(b);
    this.firsts.push(b);
    this.seconds.push(a);
  }

  sorted(): Float64Array {
    const { used } = this.firsts;
    return Float64Array.from(used, (first, at) => first * PAIR + this.seconds.at(at)).sort();
  }
}

const PAIR = 2 ** 20;

/** For each number, its partners in ascending order, all in one array. */
class PairTable {
  private readonly starts: Uint32Array;
  private readonly partners = new GrowingArray();

  private constructor(size: number) {
    this.starts = new Uint32Array(size + 1);
  }

  /** Takes sorted pairs, without doubles and without those to leave out. */
  static of(pairs: Float64Array, without: ReadonlySet<number>, size: number): PairTable {
    const table = new PairTable(size);
    let last = -1;
    for (const pair of pairs) {
      if (pair === last || without.has(pair)) continue;
      last = pair;
      table.partners.push(pair % PAIR);
      table.starts[Math.floor(pair / PAIR) + 1] = table.partners.length;
    }
    for (let at = 1; at <= size; at++) {
      table.starts[at] = Math.max(table.starts[at] ?? 0, table.starts[at - 1] ?? 0);
    }
    return table;
  }

  of(number: number | undefined): Uint32Array {
    if (number === undefined) return NOTHING;
    return this.partners.values.subarray(this.starts[number], this.starts[number + 1]);
  }

  has(a: number | undefined, b: number | undefined): boolean {
    return b !== undefined && this.of(a).includes(b);
  }
}

const NOTHING = new Uint32Array(0);
