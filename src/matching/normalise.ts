import { readWords } from './read-words.ts';
import { stripWrapping } from './strip-wrapping.ts';
import { isTelling } from './tellingness.ts';

/** Reduces a message to its claim: no forward stamps, slang, ornaments or greetings. */
export function normalise(text: string): string {
  let current = text;
  // One pass may form a name or an amount that the next pass can read.
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const words = readWords(stripWrapping(current));
    const read = words.map(({ text: word }) => word).join(' ');
    if (read === current) break;
    current = read;
  }
  return current;
}

const MOST_PASSES = 8;

/** "Cek min, beneran gak?" refers to the attached file; three informative words are a claim. */
const FEW = 3;

/** Whether a text makes a claim of its own, not only a question about its attachment. */
export function saysSomething(text: string): boolean {
  return readWords(text, LONGEST).filter((word) => isTelling(word.text)).length >= FEW;
}

const LONGEST = 300;
