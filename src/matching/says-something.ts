import { readWords } from './read-words.ts';
import { isTelling } from './tellingness.ts';

/** "Cek min, beneran gak?" is about whatever comes with it; three telling words are a claim. */
const FEW = 3;

/** Whether a text claims something of its own, rather than asking about what came with it. */
export function saysSomething(text: string): boolean {
  return readWords(text, LONGEST).filter((word) => isTelling(word.text)).length >= FEW;
}

const LONGEST = 300;
