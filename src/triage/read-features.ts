import type { Signal } from '../domain/cases/threats.ts';
import { findLinks } from '../domain/text/links.ts';
import { findFalseNames } from '../matching/links/look-alike.ts';
import { stripWrapping } from '../matching/normalise.ts';
import { readWords } from '../matching/read-words.ts';
import { stem } from '../matching/stem.ts';
import type { Word } from '../matching/word.ts';
import chatty from './chatty-words.json' with { type: 'json' };
import partners from './sign-pairs.json' with { type: 'json' };
import lists from './sign-words.json' with { type: 'json' };

/** Features of a text for the model, by name, and how they were written. */
export interface Features {
  /** Roots, pairs of roots up to one apart, the first root, signals, and pairs of signals. */
  names: readonly string[];
  signs: ReadonlyMap<Signal, number>;
  /** Words behind each root, as written. */
  written: ReadonlyMap<string, string>;
}

export function readFeatures(text: string): Features {
  const links = findLinks(text);
  const bare = links.reduce((rest, link) => rest.replaceAll(link, ' '), text);
  const words = readWords(stripWrapping(bare), MOST_WORDS).filter((word) => !/\d/.test(word.text));
  const roots = words.map((word) => stem(word.text));
  const signs = findSigns(bare, words, roots);
  if (links.length > 0) signs.set('link', links.length);
  if (findFalseNames(links).length > 0) signs.set('look-alike', 1);
  const written = new Map(words.map((word, at) => [roots[at] ?? '', word.written]));
  const names = [
    ...new Set([...roots, ...placesOf(roots)]),
    ...namesOfSigns(signs),
    ...(roots.length <= 4 ? ['#short'] : []),
  ];
  return { names, signs, written };
}

/** Enough to recognise the subject of a long message. */
const MOST_WORDS = 200;

/** Names pairs of roots up to one apart, and the first root: news begins with who acts. */
function placesOf(roots: readonly string[]): string[] {
  const first = roots.slice(0, 1).map((root) => `^${root}`);
  const beside = roots.slice(1).map((root, at) => `${roots[at]} ${root}`);
  const across = roots.slice(2).map((root, at) => `${roots[at]} _ ${root}`);
  return [...first, ...beside, ...across];
}

/** Names each signal, and each pair that means more together. */
function namesOfSigns(signs: ReadonlyMap<Signal, number>): string[] {
  const together = PAIRS.filter(([one, two]) => signs.has(one) && signs.has(two));
  const alone = [...signs].flatMap(([sign, count]) =>
    LEVELS.filter((level) => count >= level).map((level) => `#${sign}:${level}`),
  );
  return [...alone, ...together.map((pair) => `#${pair.join('+')}`)];
}

const LEVELS = [1, 2, 3];

const PAIRS = Object.entries(partners).flatMap(([one, others]) =>
  others.split(' ').map((two): [Signal, Signal] => [one as Signal, two as Signal]),
);

/** Counts the signals in a masked text: by its roots, its words as written, and its marks. */
export function findSigns(text: string, words: readonly Word[], roots: readonly string[]) {
  const found = new Map<Signal, number>();
  const add = (sign: Signal) => found.set(sign, (found.get(sign) ?? 0) + 1);
  for (const root of new Set(roots)) for (const sign of OF_ROOT.get(root) ?? []) add(sign);
  for (const [sign, pattern] of PATTERNS) if (pattern.test(text)) add(sign);
  if (isShouted(text)) add('shouted');
  const chatty = words.filter(({ written }) => CHATTY.has(written.toLowerCase())).length;
  if (chatty > 0) found.set('chatty', chatty);
  return found;
}

/** The lists contain roots only: other forms would never match. */
const OF_ROOT = new Map<string, Signal[]>();

for (const [sign, roots] of Object.entries(lists)) {
  for (const root of roots.split(' ')) {
    // The lists are named after signals.
    OF_ROOT.set(root, [...(OF_ROOT.get(root) ?? []), sign as Signal]);
  }
}

const PATTERNS: readonly [Signal, RegExp][] = [
  ['money', /\brp\.?\s?\d|\d\s?(?:rb|ribu|jt|juta|jutaan|miliar|milyar|triliun)\b/i],
  ['contact', /\[nomor (?:telepon|rekening)\]|\[surel\]|\[nomor\]|\[NIK\]/],
  ['question', /\?/],
  ['self', /\b(?:saya|aku|gue|gua|gw|kami|kita|ku\p{L}{4,})\b/iu],
  ['told', /\b(?:meng|mem|men|ber)\p{L}{4,}\b/iu],
  ['done', /\bdi(?!a\b|ri\b)\p{L}{4,}\b/iu],
  ['you', /\b\p{L}{3,}mu\b/iu],
  ['laugh', /\b(?:w(?:kw?)+k?|(?:ha){2,}h?|(?:he){2,}h?|lol|awok\w*)\b|[😂🤣]/iu],
  ['debunk', /\btidak benar\b|^\[?\(?(?:salah|keliru|hoaks)\b/iu],
];

/** Colloquial words, as written; news has none. */
const CHATTY = new Set(chatty);

/** Whether it has long stretches of capitals, or several exclamation marks in a row. */
function isShouted(text: string): boolean {
  if (/!{2,}/.test(text)) return true;
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  const loud = words.filter((word) => word === word.toUpperCase());
  return words.length >= 4 && loud.length * 3 >= words.length;
}
