import { isNumeral } from './numeral.ts';
import { WRAPPING } from './plain-words.ts';
import { readWords } from './read-words.ts';
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

/** Removes what surrounds a forwarded text: export stamps, greetings, "Sebarkan!" lines. */
export function stripWrapping(text: string): string {
  const lines = text
    .slice(0, LONGEST_MESSAGE)
    .split(/\r?\n/)
    .map((line) => line.replace(EXPORT_STAMP, ''));
  const first = lines.findIndex(hasContent);
  if (first < 0) return lines.join('\n');
  const last = lines.findLastIndex((line, at) => at === first || hasContent(line));
  return lines.slice(first, last + 1).join('\n');
}

const LONGEST_MESSAGE = 20_000;
const EXPORT_STAMP =
  /^\s*\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[.:]\d{2}(?:[.:]\d{2})?\]?(?: -)? [^:\n]{1,40}: ?/u;

/** Whether a line says more than greetings, pleas and numbers. */
export function hasContent(line: string): boolean {
  return readWords(line, 60).some(({ text }) => !WRAPPING.has(text) && !isNumeral(text));
}
