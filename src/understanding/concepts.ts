import { readWords } from '../matching/read-words.ts';

/** A lexicon: concepts, and the words and short phrases that people have for each. */
export interface Concepts {
  /** The concepts of each word or phrase that has any, in the order of the text; each begins with `@`. */
  find(words: readonly string[], roots: readonly string[]): string[][];
}

/** Longer phrases first. */
const SIZES = [3, 2, 1];

/** Indexes a lexicon of concepts, each with its words in one line; a phrase is joined by underscores. */
export function createConcepts(lexicon: Readonly<Record<string, string>>): Concepts {
  const meanings = new Map<string, string[]>();
  for (const [concept, line] of Object.entries(lexicon)) {
    for (const phrase of line.split(/\s+/)) {
      const key = plainWords(phrase.replaceAll('_', ' ')).join(' ');
      const known = meanings.get(key);
      if (known === undefined) meanings.set(key, [`@${concept}`]);
      else if (!known.includes(`@${concept}`)) known.push(`@${concept}`);
    }
  }
  return {
    find(words, roots) {
      const found: string[][] = [];
      for (let at = 0; at < words.length; ) {
        const phrase = (size: number) => words.slice(at, at + size).join(' ');
        const size = SIZES.find((each) => meanings.has(phrase(each)));
        const meant = meanings.get(size === undefined ? (roots[at] ?? '') : phrase(size));
        if (meant) found.push(meant);
        at += size ?? 1;
      }
      return found;
    },
  };
}

/** A longer text is a message that travels; the beginning says what it is. */
const MOST_WORDS = 60;

/** The words of a text without drawls: "halooo" is "halo". */
export function plainWords(text: string): string[] {
  return readWords(text, MOST_WORDS).map((word) => word.text.replace(/(\p{L})\1{2,}/gu, '$1'));
}
