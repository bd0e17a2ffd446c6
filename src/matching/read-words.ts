import { dropInvisible } from './fold-letters.ts';
import { mergeNumbers } from './merge-numbers.ts';
import { isNumeral } from './numeral.ts';
import { readChunk } from './read-chunk.ts';
import { dropDoubles, replacePhrases } from './replace-phrases.ts';
import type { Word } from './word.ts';

/** Reads at most `limit` words of a text, each in the common form of all its spellings. */
export function readWords(text: string, limit = 400): readonly Word[] {
  const words: Word[] = [];
  for (const chunk of dropInvisible(text.slice(0, limit * 12)).split(SPACES)) {
    if (words.length >= limit) break;
    if (chunk !== '') words.push(...readChunk(chunk));
  }
  return replacePhrases(mergeNumbers(dropDoubles(expandMonths(words))));
}

const SPACES = /\s+/u;
const MONTHS = new Map(
  Object.entries({
    jan: 'januari',
    feb: 'februari',
    mar: 'maret',
    apr: 'april',
    jun: 'juni',
    jul: 'juli',
    agu: 'agustus',
    agt: 'agustus',
    ags: 'agustus',
    sep: 'september',
    okt: 'oktober',
    oct: 'oktober',
    nov: 'november',
    des: 'desember',
    dec: 'desember',
    aug: 'agustus',
  }),
);

/** 25 Sep → 25 september; without the day, "mar" and "des" are ambiguous. */
function expandMonths(words: readonly Word[]): readonly Word[] {
  return words.map((word, at) => {
    const month = MONTHS.get(word.text);
    if (month === undefined || !isNumeral(words[at - 1]?.text ?? '')) return word;
    return { text: month, written: word.written };
  });
}
