import type { Sign } from '../domain/cases/threats.ts';
import type { Word } from '../matching/word.ts';
import lists from './sign-words.json' with { type: 'json' };

/** Counts the signals in a masked text: by its roots, its words as written, and its marks. */
export function findSigns(
  text: string,
  words: readonly Word[],
  roots: readonly string[],
): Map<Sign, number> {
  const found = new Map<Sign, number>();
  const add = (sign: Sign) => found.set(sign, (found.get(sign) ?? 0) + 1);
  for (const root of new Set(roots)) for (const sign of OF_ROOT.get(root) ?? []) add(sign);
  for (const [sign, pattern] of PATTERNS) if (pattern.test(text)) add(sign);
  if (isShouted(text)) add('shouted');
  const chatty = words.filter(({ written }) => CHATTY.has(written.toLowerCase())).length;
  if (chatty > 0) found.set('chatty', chatty);
  return found;
}

/** The lists contain roots only: other forms would never match. */
const OF_ROOT = new Map<string, Sign[]>();
for (const [sign, roots] of Object.entries(lists)) {
  for (const root of roots.split(' ')) {
    // The lists are named after signals.
    OF_ROOT.set(root, [...(OF_ROOT.get(root) ?? []), sign as Sign]);
  }
}

const PATTERNS: readonly [Sign, RegExp][] = [
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
const CHATTY = new Set(
  (
    'yg dgn gk gak ga nggak ngga lo lu gue gw gua nih sih dong kok aja banget bgt udah udh sdh krn utk bs jgn tlg ' +
    'emang kayak kyk gitu gini deh loh lho tuh mah ama abis biar cuma cm dr tp tdk trs bkn org skrg ntar yuk guys gaes ' +
    'min kak bun ya kalo klo karna sy sm dpt blm hr tgl kau ko kowe maneh sa bang bro'
  ).split(' '),
);

/** Whether it has long stretches of capitals, or several exclamation marks in a row. */
function isShouted(text: string): boolean {
  if (/!{2,}/.test(text)) return true;
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  const loud = words.filter((word) => word === word.toUpperCase());
  return words.length >= 4 && loud.length * 3 >= words.length;
}
