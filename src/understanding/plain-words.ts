import { readWords } from '../matching/read-words.ts';
import { stem } from '../matching/stem.ts';

/** A longer text is a message that travels; the beginning says what it is. */
const MOST_WORDS = 60;

/** The words of a text without drawls: "halooo" is "halo". */
export function plainWords(text: string): string[] {
  return readWords(text, MOST_WORDS).map((word) => word.text.replace(/(\p{L})\1{2,}/gu, '$1'));
}

/** Finding a root takes long, and the same words come again and again. */
const ROOTS = new Map<string, string>();
const MOST_ROOTS = 10_000;

/** The root of a word. */
export function rootOf(word: string): string {
  const known = ROOTS.get(word);
  if (known !== undefined) return known;
  const root = stem(word);
  if (ROOTS.size < MOST_ROOTS) ROOTS.set(word, root);
  return root;
}
