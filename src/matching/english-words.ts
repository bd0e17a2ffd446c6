import { stem } from './stem.ts';

/** Indonesian words for English ones. */
export interface EnglishWords {
  /** How many English words have a translation. */
  readonly size: number;
  /** Returns the roots of the Indonesian words for an English word, or for the word it is a form of. */
  inIndonesian(word: string): readonly string[];
}

/** Reads an English dictionary of FreeDict in the format of dictd; takes single words on both sides. */
export function readEnglish(index: string, articles: Uint8Array): EnglishWords {
  const decoder = new TextDecoder();
  const translations = new Map<string, string[]>();
  for (const line of index.split('\n', MOST_WORDS)) {
    const [word = '', offset = '', length = ''] = line.split('\t');
    const key = word.toLowerCase();
    if (!SINGLE_WORD.test(key)) continue;
    const start = readNumber(offset);
    const article = articles.subarray(start, start + Math.min(readNumber(length), LONGEST_ARTICLE));
    const roots = rootsIn(decoder.decode(article));
    const all = [...new Set([...(translations.get(key) ?? []), ...roots])];
    if (all.length > 0) translations.set(key, all.slice(0, MOST_TRANSLATIONS));
  }
  return {
    size: translations.size,
    inIndonesian(word) {
      const bases = ENDINGS.map(([ending, base]) => word.replace(ending, base));
      const known = [word, ...bases].find((base) => translations.has(base));
      return known === undefined ? [] : (translations.get(known) ?? []);
    },
  };
}

const MOST_WORDS = 100_000;
const MOST_TRANSLATIONS = 8;
const LONGEST_ARTICLE = 4000;
const SINGLE_WORD = /^[a-z]{3,30}$/;

/** Endings of plurals, past tenses and participles, each with what the plain word has instead. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ies$/, 'y'],
  [/ied$/, 'y'],
  [/e[sd]$/, 'e'],
  [/e[sd]$/, ''],
  [/s$/, ''],
  [/ing$/, ''],
  [/ing$/, 'e'],
  [/([b-df-hj-np-tvz])\1(?:ed|ing)$/, '$1'],
];

/** Reads the translations: the line below the word, and any later line with a number before it. */
function rootsIn(article: string): string[] {
  const [, first = '', ...rest] = article.split('\n');
  const lines = [first, ...rest.filter((line) => /^\d\. /.test(line))];
  return lines.flatMap((line) => {
    const words = line.replace(/^\d\. /, '').replace(/ \d\.$/, '');
    const singles = words.split(', ').map((word) => word.toLowerCase());
    return singles.filter((word) => SINGLE_WORD.test(word)).map(stem);
  });
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Reads a number as dictd writes it, in base 64 with the highest digit first; beyond every article if it is none. */
function readNumber(text: string): number {
  if (!/^[\w+/]{1,6}$/.test(text)) return Number.MAX_SAFE_INTEGER;
  return [...text].reduce((number, digit) => number * 64 + DIGITS.indexOf(digit), 0);
}
