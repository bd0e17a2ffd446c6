import { isNumeral } from './numeral.ts';
import { WRAPPING } from './plain-words.ts';
import { readWords } from './read-words.ts';

/** Removes what surrounds a forwarded text: export stamps, greetings, "Sebarkan!" lines. */
export function stripWrapping(text: string): string {
  const lines = text
    .slice(0, LONGEST)
    .split(/\r?\n/)
    .map((line) => line.replace(EXPORT_STAMP, ''));
  const first = lines.findIndex(hasContent);
  if (first < 0) return lines.join('\n');
  const last = lines.findLastIndex(hasContent);
  return lines.slice(first, last + 1).join('\n');
}

const LONGEST = 20_000;
const EXPORT_STAMP =
  /^\s*\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[.:]\d{2}(?:[.:]\d{2})?\]?(?: -)? [^:\n]{1,40}: ?/u;

/** Whether a line says more than greetings, pleas and numbers. */
export function hasContent(line: string): boolean {
  return readWords(line, 60).some(({ text }) => !WRAPPING.has(text) && !isNumeral(text));
}
