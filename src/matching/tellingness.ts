import type { MatchIndex } from './match-index.ts';
import { isNumeral } from './numeral.ts';
import { COMMON, FRAME, GENERIC, isPolar, WEIGHTLESS, WRAPPING } from './plain-words.ts';

/** Returns how informative a word can be about a claim, 0 to 1, however rare it is. */
export function tellingness(text: string): number {
  if (COMMON.has(text)) return 0.1;
  if (FRAME.has(text) || isNumeral(text)) return 0.3;
  if (GENERIC.has(text)) return 0.5;
  return text.length < 3 ? 0.6 : 1;
}

/** Whether a match may be built on the word; small words and denials are compared in between. */
export function isAnchor(text: string): boolean {
  return !COMMON.has(text) && !isPolar(text);
}

/** Whether a word is about a claim, not about the message or part of any sentence. */
export function isTelling(text: string): boolean {
  return !isPolar(text) && tellingness(text) > 0.5 && !WRAPPING.has(text) && !WEIGHTLESS.has(text);
}

/** Returns the weight of a message's word, 0 to 1: rare words most, common ones almost nothing. */
export function weighWord(library: MatchIndex, text: string, root: number | undefined): number {
  return rarity(library, root) * tellingness(text);
}

/** Returns the weight of a word of the store, by its number. */
export function weighStored(library: MatchIndex, word: number): number {
  const { vocabulary } = library;
  return rarity(library, vocabulary.rootOf(word)) * vocabulary.tellingOf(word);
}

// A small store says little about frequency; this many imagined documents compensate.
const BACKGROUND = 2000;

function rarity(library: MatchIndex, root: number | undefined): number {
  const total = library.size + BACKGROUND;
  const count = root === undefined ? 0 : library.postings.count(root);
  return 1 - Math.log(count + 1) / Math.log(total);
}
