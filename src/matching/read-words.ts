import { dropInvisible } from './fold-letters.ts';
import { mergeNumbers } from './merge-numbers.ts';
import { isNumeral } from './numeral.ts';
import { dropDoubles, replacePhrases } from './replace-phrases.ts';
import slang from './slang.json' with { type: 'json' };
import { splitWords } from './split-words.ts';
import type { Word } from './word.ts';

/** Reads at most `limit` words of a text, each in the one form in which all its spellings meet. */
export function readWords(text: string, limit = 400): readonly Word[] {
  const visible = dropInvisible(text.slice(0, limit * 12))
    .replace(ADDRESSES, ' ')
    .replace(TAGS, splitTag);
  const words: Word[] = [];
  for (const [chunk] of visible.matchAll(/\S+/gu)) {
    if (words.length >= limit) break;
    for (const word of splitWords(chunk)) words.push(...expandSlang(word));
  }
  return replacePhrases(mergeNumbers(dropDoubles(expandMonths(words))));
}

const ADDRESSES =
  /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+|\b[\w-]+\.(?:com|co|id|net|org|me|ly|gl|xyz|site|info)(?:[/.]\S*)?/giu;
// #FreePalestine reads as two words.
const TAGS = /[#@]\S+/gu;
const SLANG = new Map<string, string[]>(
  Object.entries(slang).map(([short, long]) => [short, long.split(' ')]),
);
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

function splitTag(tag: string): string {
  return tag.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
}

function expandSlang(word: Word): Word[] {
  const long = SLANG.get(word.text);
  return long ? long.map((text) => ({ text, written: word.written })) : [word];
}

/** 25 Sep → 25 september; without the day, "mar" and "des" may be anything. */
function expandMonths(words: readonly Word[]): readonly Word[] {
  return words.map((word, at) => {
    const month = MONTHS.get(word.text);
    const afterDay = isNumeral(words[at - 1]?.text ?? '');
    return month && afterDay ? { text: month, written: word.written } : word;
  });
}
