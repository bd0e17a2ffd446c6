import { wordsOf } from './fold.ts';
import negations from './negations.json' with { type: 'json' };

const WORDS: ReadonlySet<string> = new Set(Object.values(negations.words).flat());
/** Words of their own, a letter away from a word that agrees: "bentar" is no "benar". */
export const OTHERS: ReadonlySet<string> = new Set(negations.others);
const LEADING: ReadonlySet<string> = new Set(negations.leading);
const PARTICLES = [/(?<=..)lah$/, /(?<=..)(?:ah|deh|dong)$/];
const SIGNS = new RegExp(`(?:${negations.signs.join('|')})`, 'gu');
/** WhatsApp strikes through text between tildes. */
const STRUCK_OUT = /~[^~\n]{1,80}~/;

/** Lists what may refuse, in any language; errs on the side of too many, as a match can only cancel a yes. */
export function negationsIn(text: string): string[] {
  const words = wordsOf(text);
  const found = words.filter(
    (word, index) => isNegation(word) || (LEADING.has(word) && index < words.length - 1),
  );
  const signs = text.match(SIGNS) ?? [];
  return [...found, ...signs, ...(STRUCK_OUT.test(text) ? ['~'] : [])];
}

/** Whether a folded word alone is a refusal, also with a particle: "nggaklah", "moalah". */
export function isNegation(word: string): boolean {
  return WORDS.has(word) || PARTICLES.some((end) => WORDS.has(word.replace(end, '')));
}
