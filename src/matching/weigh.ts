import type { MatchIndex } from './match-index.ts';
import { tellingness } from './tellingness.ts';

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
  return 1 - logOf(count + 1) / logOf(total);
}

/** Logarithms of the counts that most words have. */
const LOGS = Float64Array.from({ length: 2 ** 14 }, (_, count) => Math.log(count));

function logOf(count: number): number {
  return LOGS[count] ?? Math.log(count);
}
