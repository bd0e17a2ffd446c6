import { readWords } from './read-words.ts';
import { stripWrapping } from './strip-wrapping.ts';

/** Reduces a message to its claim: no forward stamps, slang, ornaments or greetings. */
export function normalise(text: string): string {
  let current = text;
  // One pass may form a name or an amount that the next pass can read.
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
