import aliases from './aliases.json' with { type: 'json' };
import { mergeNumbers } from './merge-numbers.ts';
import months from './months.json' with { type: 'json' };
import { isNumeral } from './numeral.ts';
import slang from './slang.json' with { type: 'json' };
import { dropInvisible, splitWords } from './split-words.ts';
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
const MONTHS = new Map(Object.entries(months));

/** 25 Sep → 25 september; without the day, "mar" and "des" are ambiguous. */
function expandMonths(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ text }) => MONTHS.has(text))) return words;
  return words.map((word, at) => {
    const month = MONTHS.get(word.text);
    if (month === undefined || !isNumeral(words[at - 1]?.text ?? '')) return word;
    return { text: month, written: word.written };
  });
}

/** Returns the words of a chunk without spaces: no links, tags split, slang spelt out. */
export function readChunk(chunk: string): readonly Word[] {
  const known = KNOWN.get(chunk);
  if (known) return known;
  const isWhole = PLAIN_WORD.test(chunk);
  if (!isWhole && isReference(chunk)) return [];
  const isKept = chunk.length <= LONGEST_KEPT && KNOWN.size < MOST_KEPT;
  const copy = isKept ? [...chunk].join('') : chunk; // a part of a string keeps the whole message in memory
  const parts = isWhole ? splitWords(copy) : splitAll(copy).flatMap(splitWords);
  const words = parts.flatMap(expandSlang);
  if (isKept) KNOWN.set(copy, words);
  return words;
}

const PLAIN_WORD = /^[A-Za-z]+$/;

/** The number of a letter, such as 014/PW/I, says nothing about its claim; a date such as 28/AGUSTUS/2026 does. */
function isReference(chunk: string): boolean {
  const number = chunk.slice(0, LONGEST_CHUNK);
  return /^0\d{2,3}\/[A-Z]/.test(number) || /^\d+(?:\/[A-Z.-]+)+\/[IVX]+\/\d{4}$/.test(number);
}

// Reading is pure, and the first words are mostly the most frequent ones.
const KNOWN = new Map<string, readonly Word[]>();

const MOST_KEPT = 6_000;

const LONGEST_KEPT = 20;

const ADDRESS =
  /(?:https?:\/\/|www\.)\S+|(?<!\S)@?[^\s@]+@[^\s.]+\.\S+|(?<![\w-])[\w-]+\.(?:com|co|id|net|org|me|ly|gl|xyz|site|info)(?:[/.]\S*)?/giu;

const SLANG = new Map<string, string[]>(
  Object.entries(slang).map(([short, long]) => [short, long.split(' ')]),
);

function splitAll(chunk: string): string[] {
  const bare = /[.:]/.test(chunk) ? chunk.slice(0, LONGEST_CHUNK).replace(ADDRESS, ' ') : chunk;
  return splitTags(bare).split(' ').filter(Boolean);
}

const LONGEST_CHUNK = 500;

/** #FreePalestine reads as two words. */
function splitTags(chunk: string): string {
  return /[#@]/.test(chunk) ? chunk.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ') : chunk;
}

function expandSlang(word: Word): Word[] {
  const long = SLANG.get(word.text);
  return long ? long.map((text) => ({ text, written: word.written })) : [word];
}

/** Unifies names and offices: "Joko Widodo" and "Jokowi". */
function replacePhrases(words: readonly Word[]): readonly Word[] {
  let current = words;
  for (let pass = 0; pass < 4 && current.some(({ text }) => ALIASES.has(text)); pass++) {
    const next = dropDoubles(replaceOnce(current));
    if (next.length === current.length && next.every((word, at) => word === current[at])) break;
    current = next;
  }
  return current;
}

/** Keeps one of two equal neighbours (hati-hati, anak-anak); numbers may repeat. */
function dropDoubles(words: readonly Word[]): readonly Word[] {
  const isDouble = ({ text }: Word, at: number) =>
    text === words[at - 1]?.text && text.length >= 3 && isWord(text);
  return words.some(isDouble) ? words.filter((word, at) => !isDouble(word, at)) : words;
}

const ALIASES = new Map<string, { rest: readonly string[]; to: readonly string[] }[]>();
for (const [from, to] of Object.entries(aliases)) {
  const [first = '', ...rest] = from.split(' ');
  const known = ALIASES.get(first) ?? [];
  known.push({ rest, to: to.split(' ') });
  known.sort((a, b) => b.rest.length - a.rest.length);
  ALIASES.set(first, known);
}

function replaceOnce(words: readonly Word[]): readonly Word[] {
  const replaced: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (!word) break;
    const start = at + 1;
    const alias = ALIASES.get(word.text)?.find(({ rest }) =>
      rest.every((text, offset) => words[start + offset]?.text === text),
    );
    const length = 1 + (alias?.rest.length ?? 0);
    if (alias) replaced.push(...rename(words.slice(at, at + length), alias.to));
    else replaced.push(word);
    at += length;
  }
  return replaced;
}

function rename(words: readonly Word[], to: readonly string[]): Word[] {
  const written = words.map((word) => word.written).join(' ');
  return to.map((text) => ({ text, written }));
}

function isWord(text: string): boolean {
  return /^\p{L}/u.test(text);
}
