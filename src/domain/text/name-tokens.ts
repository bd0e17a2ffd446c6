/** Word that may be part of a name. */
export interface Word {
  text: string;
  /** Without a trailing dot, in lower case. */
  low: string;
  at: number;
  end: number;
}

/** Maximum of words examined; citizens' texts are shorter. */
const MOST_WORDS = 6000;
/** Returns the words of a text, up to the maximum. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (words.length === MOST_WORDS) break;
    const low = word.toLowerCase().replace(/\.$/, '');
    words.push({ text: word, low, at: index, end: index + word.length });
  }
  return words;
}

const WORD = /\p{L}[\p{L}\p{M}\p{Cf}]*(?:['’.-][\p{L}\p{M}\p{Cf}]+)*\.?/gu;

/** Returns the text between a word and the next one. */
export function gapAfter(text: string, words: readonly Word[], at: number): string {
  return text.slice(words[at]?.end ?? 0, words[at + 1]?.at ?? text.length);
}

/** Whether a word begins with a capital letter. */
export const isCapital = ({ text }: Word) => /^\p{Lu}/u.test(text);

/** Whether it is an abbreviation such as PNS or WNI. */
export function isShout({ text }: Word): boolean {
  return text.length > 1 && text === text.toUpperCase() && !text.includes('.');
}

/** Whether it is the initial of a name, or a short title before one. */
export function isInitial(word: Word | undefined): boolean {
  return word !== undefined && /^\p{Lu}\p{Ll}{0,2}\.$|^\p{Lu}$/u.test(word.text);
}
