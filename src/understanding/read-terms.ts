import { type Concepts, plainWords, rootOf } from './concepts.ts';

/** What a text is recognised by: its words, and beside them what is left of a misspelt one. */
export interface Terms {
  /** Roots, pairs of neighbours, words with their affixes, and where the text begins and ends. */
  words: readonly string[];
  /** What the words mean, and pairs of neighbours. */
  concepts: readonly string[];
  /** Three and four letters of each word. */
  letters: readonly string[];
}

const SIZES = [3, 4];
/** A longer word is hardly one. */
const LONGEST_WORD = 24;

/** Reads the terms of a text; the time grows with at most sixty words. */
export function readTerms(text: string, concepts: Concepts): Terms {
  const words = plainWords(text);
  const roots = words.map(rootOf);
  const affixed = words.filter((word, at) => word !== roots[at]).map((word) => `=${word}`);
  const pairs = roots.slice(1).map((root, at) => `${roots[at]} ${root}`);
  const ends = words.length === 0 ? [] : [`^${roots[0]}`, `${roots.at(-1)}$`];
  const marks = [...(text.includes('?') ? ['#?'] : []), lengthOf(words.length)];
  const meanings = concepts.find(words, roots);
  return {
    words: [...new Set([...roots, ...pairs, ...affixed, ...ends, ...marks])],
    concepts: [...new Set([...meanings.flat(), ...conceptPairs(meanings)])],
    letters: [...new Set(words.flatMap(lettersOf))],
  };
}

function conceptPairs(meanings: readonly (readonly string[])[]): string[] {
  return meanings
    .slice(1)
    .flatMap((later, at) =>
      (meanings[at] ?? []).flatMap((earlier) => later.map((each) => `${earlier}${each}`)),
    );
}

function lengthOf(count: number): string {
  const limit = [1, 3, 6, 10, 16, 25].find((most) => count <= most) ?? 'many';
  return `#${limit}`;
}

function lettersOf(word: string): string[] {
  const edged = `_${word.slice(0, LONGEST_WORD)}_`;
  const found: string[] = [];
  for (const size of SIZES) {
    for (let at = 0; at + size <= edged.length; at += 1) found.push(edged.slice(at, at + size));
  }
  return found;
}
