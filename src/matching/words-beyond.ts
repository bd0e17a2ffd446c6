import { stripWrapping } from './normalise.ts';
import { isNumeral } from './numeral.ts';
import { DEBUNK, FRAME, isPolar, WEIGHTLESS, WRAPPING } from './plain-words.ts';
import { readWords } from './read-words.ts';
import { isSlip } from './spelling.ts';
import { stem } from './stem.ts';
import { tellingness } from './tellingness.ts';

/** Returns what a wording says beyond a claim, as written; a repeated word of the claim counts, as it may begin a second sentence. */
export function wordsBeyond(wording: string, claim: string): string[] {
  if (wording.length > LONGEST) return [wording.slice(LONGEST, LONGEST + 200)];
  const left = new Map<string, number>();
  for (const { text } of readWords(claim, MOST_WORDS)) {
    const root = rootOf(text);
    left.set(root, (left.get(root) ?? 0) + 1);
  }
  const known = [...left.keys()].filter((root) => root.length >= SHORTEST_SLIP);
  const beyond: string[] = [];
  const again: string[] = [];
  for (const { text, written } of readWords(stripWrapping(wording), MOST_WORDS)) {
    if (!isSaying(text)) continue;
    const root = rootOf(text);
    const met = left.has(root) ? root : known.find((other) => isMeant(root, other));
    const count = met === undefined ? undefined : (left.get(met) ?? 0);
    if (count === undefined) beyond.push(written);
    else if (count === 0) again.push(written);
    if (met !== undefined && count !== undefined) left.set(met, Math.max(0, count - 1));
    if (count === 0 && isPolar(text)) beyond.push(written);
  }
  const all = again.length >= MOST_AGAIN ? [...beyond, ...again] : beyond;
  return [...new Set(all)];
}

/** Matching reads no more of a text, so learning does not either. */
const LONGEST = 4000;
const MOST_WORDS = 400;
/** One word said twice is emphasis; several are a sentence. */
const MOST_AGAIN = 2;
const SHORTEST_SLIP = 6;

/** Whether the word is about the world, or negates something. */
export function isSaying(text: string): boolean {
  if (isNumeral(text) || isPolar(text) || DEBUNK.has(text)) return true;
  if (WRAPPING.has(text) || WEIGHTLESS.has(text) || FRAME.has(text)) return false;
  return tellingness(text) > LEAST_TELLING;
}

// Words of any sentence weigh less than this.
const LEAST_TELLING = 0.2;

/** The root of a word, and a number as it is. */
export function rootOf(text: string): string {
  return isNumeral(text) ? text : stem(text);
}

/** Whether it is a typo in a long word; short words are too similar. */
function isMeant(root: string, other: string): boolean {
  return root.length >= SHORTEST_SLIP && !isNumeral(root) && isSlip(root, other);
}
