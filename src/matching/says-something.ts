import { readWords } from './read-words.ts';
import { isTelling } from './tellingness.ts';

/** "Cek min, beneran gak?" refers to the attached file; three informative words are a claim. */
const FEW = 3;

/** Whether a text makes a claim of its own, not only a question about its attachment. */
export function saysSomething(text: string): boolean {
  return readWords(text, LONGEST).filter((word) => isTelling(word.text)).length >= FEW;
}

const LONGEST = 300;
