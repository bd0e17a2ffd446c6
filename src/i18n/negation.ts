import { wordsOf } from './fold.ts';
import negations from './negations.json' with { type: 'json' };

const WORDS: ReadonlySet<string> = new Set(Object.values(negations.words).flat());
const LEADING: ReadonlySet<string> = new Set(negations.leading);
const SIGNS = new RegExp(`(?:${negations.signs.join('|')})`, 'gu');
/** WhatsApp strikes out what stands between tildes. */
const STRUCK_OUT = /~[^~\n]{1,80}~/;

/**
 * Every word or sign by which a text may refuse, in any language, folded as in `wordsOf`. Rather too many than
 * too few: what is found here takes a yes away and never makes one.
 */
export function negationsIn(text: string): string[] {
  const words = wordsOf(text);
  const found = words.filter(
    (word, index) => WORDS.has(word) || (LEADING.has(word) && index < words.length - 1),
  );
  const signs = text.match(SIGNS) ?? [];
  return [...found, ...signs, ...(STRUCK_OUT.test(text) ? ['~'] : [])];
}

/** Whether a folded word refuses by itself. */
export function isNegation(word: string): boolean {
  return WORDS.has(word);
}
