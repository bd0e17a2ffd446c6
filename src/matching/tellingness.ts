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
