import { readWords } from './read-words.ts';
import { stripWrapping } from './strip-wrapping.ts';

/** The claim of a message in plain words: no forward stamps, slang, ornaments or greetings around it. */
export function normalise(text: string): string {
  let current = text;
  // What one reading brings together (a name, an amount) may be readable once more.
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const read = readOnce(current);
    if (read === current) break;
    current = read;
  }
  return current;
}

const MOST_PASSES = 8;

function readOnce(text: string): string {
  return readWords(stripWrapping(text))
    .map((word) => word.text)
    .join(' ');
}
