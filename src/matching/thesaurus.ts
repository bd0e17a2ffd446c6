import { stem } from './stem.ts';

/** Which words mean the same and which the opposite; every word is named by its root, as `stem` gives it. */
export interface Thesaurus {
  /** How many roots have a synonym or an antonym. */
  readonly size: number;
  /** Whether either root is listed under the other. */
  areSynonyms(a: string, b: string): boolean;
  areAntonyms(a: string, b: string): boolean;
  synonymsOf(root: string): ReadonlySet<string>;
  antonymsOf(root: string): ReadonlySet<string>;
}

/**
 * Reads a thesaurus of LibreOffice (MyThes): `abadi|2`, then `[a]|kekal|langgeng` for each meaning, and
 * `[ant]|sementara` for its opposites. Takes single words only; pairs listed as both are taken as neither.
 */
export function readThesaurus(text: string): Thesaurus {
  const roots = new RootNumbers();
  const [same, opposite]: [number[], number[]] = [[], []];
  let head: number | undefined;
  for (const line of text.split('\n', MOST_LINES)) {
    const [first = '', ...rest] = line.trim().split('|', LONGEST_LINE);
    if (!first.startsWith('[')) head = roots.numberOf(first);
    else if (head !== undefined) {
      const pairs = first === '[ant]' ? opposite : same;
      for (const word of rest) {
        const other: number = roots.numberOf(word) ?? head;
        if (other !== head) pairs.push(head * PAIR + other, other * PAIR + head);
      }
    }
  }
  roots.close();
  const [synonyms, antonyms] = [sortPairs(same), sortPairs(opposite)];
  const lists = (pairs: Float64Array, pair: number) => pairs[findPair(pairs, pair)] === pair;
  /** The roots that one list has beside a root and the other has not. */
  const listedBeside = (root: string, pairs: Float64Array, except: Float64Array) => {
    const from = roots.find(root) * PAIR;
    const beside = pairs.subarray(findPair(pairs, from), findPair(pairs, from + PAIR));
    const others = beside.filter((pair) => !lists(except, pair));
    return new Set(Array.from(others, (pair) => roots.texts[pair % PAIR] ?? ''));
  };
  const pairOf = (a: string, b: string) => roots.find(a) * PAIR + roots.find(b);
  return {
    size: roots.texts.length,
    areSynonyms: (a, b) => lists(synonyms, pairOf(a, b)) && !lists(antonyms, pairOf(a, b)),
    areAntonyms: (a, b) => lists(antonyms, pairOf(a, b)) && !lists(synonyms, pairOf(a, b)),
    synonymsOf: (root) => listedBeside(root, synonyms, antonyms),
    antonymsOf: (root) => listedBeside(root, antonyms, synonyms),
  };
}

const MOST_LINES = 200_000;
/** More words than the longest line of LibreOffice's Indonesian thesaurus has. */
const LONGEST_LINE = 120;
const SINGLE_WORD = /^[a-z]{3,30}$/;
/** Two numbers of roots are kept as one, the first times this plus the second: as objects they would take ten times the memory. */
const PAIR = 2 ** 20;

/** Numbers the roots of words. */
class RootNumbers {
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();
  /** Most words occur several times, and stemming takes long. */
  private readonly words = new Map<string, number | undefined>();

  /** Returns the number of a root, or -1 if no word has it; a pair with that is in no list. */
  find(root: string): number {
    return this.numbers.get(root) ?? -1;
  }

  /** Returns the number of a word's root, new or known; none for several words or part of one. */
  numberOf(word: string): number | undefined {
    if (!this.words.has(word)) this.words.set(word, this.enter(word.toLowerCase()));
    return this.words.get(word);
  }

  /** Forgets the words that the roots come from. */
  close(): void {
    this.words.clear();
  }

  private enter(word: string): number | undefined {
    if (!SINGLE_WORD.test(word)) return undefined;
    const root = stem(word);
    const number = this.numbers.get(root) ?? this.texts.push(root) - 1;
    this.numbers.set(root, number);
    return number;
  }
}

/** Returns the pairs in ascending order, each once. */
function sortPairs(pairs: readonly number[]): Float64Array {
  return Float64Array.from(pairs)
    .sort()
    .filter((pair, at, all) => pair !== all[at - 1]);
}

/** Returns where a pair is, or would be, among sorted ones. */
function findPair(pairs: Float64Array, wanted: number): number {
  let [low, high] = [0, pairs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pairs[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
