import { readWords } from './read-words.ts';
import { stripWrapping } from './strip-wrapping.ts';

/** The claim of a message in plain words: no forward stamps, slang, ornaments or greetings around it. */
export function normalise(text: string): string {
  return readWords(stripWrapping(text))
    .map((word) => word.text)
    .join(' ');
}
