import type { Library } from './library.ts';
import { isNumeral } from './numeral.ts';
import { COMMON, FRAME, GENERIC } from './plain-words.ts';

/** How much a word tells, 0 to 1: rare words most, words any message has next to nothing. */
export function weighWord(library: Library, text: string, root: number | undefined): number {
  const total = library.size + BACKGROUND;
  const count = root === undefined ? 0 : library.postings.count(root);
  const rarity = Math.log(total / (count + 1)) / Math.log(total);
  return rarity * tellingness(text);
}

// A small store says little about how common a word is; this many imagined documents level it.
const BACKGROUND = 2000;

function tellingness(text: string): number {
  if (COMMON.has(text)) return 0.1;
  if (FRAME.has(text)) return 0.3;
  if (isNumeral(text)) return 0.3;
  if (GENERIC.has(text)) return 0.5;
  return text.length < 3 ? 0.6 : 1;
}
