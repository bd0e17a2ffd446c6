import affixes from './affixes.json' with { type: 'json' };
import lists from './topic-words.json' with { type: 'json' };

/** Topics of a claim that decide the second review and the priority. */
export const topics = ['election', 'sara', 'health', 'money', 'disaster'] as const;
export type Topic = (typeof topics)[number];

/** Returns the names of the lists with a phrase in the text, in any form of its words. */
export function listsIn(text: string): Set<string> {
  const words = wordsOf(text);
  const found = new Set<string>();
  for (let at = 0; at < words.length; ) {
    const phrase = longestAt(words, at);
    if (phrase && phrase.list !== ORDINARY) found.add(phrase.list);
    at += phrase?.list === ORDINARY ? phrase.words.length : 1;
  }
  return found;
}

interface Phrase {
  list: string;
  words: readonly string[];
}

/** Phrases with a listed word but another meaning; those in capitals match only capitals. */
const ORDINARY = 'ordinary';

const PHRASES: readonly Phrase[] = Object.entries(lists).flatMap(([list, phrases]) =>
  phrases.map((phrase) => ({ list, words: phrase.split(' ') })),
);
const ROOTS: ReadonlySet<string> = new Set(PHRASES.flatMap(({ words }) => words));
const BY_FIRST = Map.groupBy(PHRASES, ({ words: [first = ''] }) => first);

/** Maximum of characters examined; it is longer than any message or summary. */
const MOST_CHARACTERS = 40_000;

/** Splits a text into words, each as its possible roots; `pemilu2029` is two words. */
function wordsOf(text: string): (readonly string[])[] {
  const plain = text
    .slice(0, MOST_CHARACTERS)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '');
  const whole = plain.replace(LETTER_BY_LETTER, (word) => word.replace(/\P{L}/gu, ''));
  return (whole.match(/\p{L}+|\d+/gu) ?? []).map((word) => {
    const roots = rootsOf(word.toLowerCase());
    return ROOTS.has(word) && !roots.includes(word) ? [...roots, word] : roots;
  });
}

/** K.P.U. and P-S-U are one word each. */
const LETTER_BY_LETTER = /(?<!\p{L})(?:\p{L}[.\-*_]){2,}\p{L}?(?!\p{L})/gu;

function longestAt(words: readonly (readonly string[])[], at: number): Phrase | undefined {
  let longest: Phrase | undefined;
  for (const root of words[at] ?? []) {
    for (const phrase of BY_FIRST.get(root) ?? []) {
      if (phrase.words.length <= (longest?.words.length ?? 0)) continue;
      if (phrase.words.every((word, further) => words[at + further]?.includes(word)))
        longest = phrase;
    }
  }
  return longest;
}

const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 20_000;
const LONGEST_KEPT = 24;

/** Returns the listed roots of a word: pencoblosan, nyoblos and dicoblos come from coblos. */
function rootsOf(word: string): readonly string[] {
  const remembered = known.get(word);
  if (remembered) return remembered;
  const found = new Set<string>();
  const single = word.replace(/(\p{L})\1{2,}/gu, '$1');
  for (const form of word === single ? [word] : [word, single]) {
    for (const bare of withoutEnding(form)) {
      const isFit = bare === form || bare.length > SHORT || CLITIC.test(form.slice(bare.length));
      for (const root of isFit ? bases(bare) : []) found.add(root);
    }
  }
  const roots = [...found];
  if (known.size >= MOST_KNOWN) known.clear();
  const copy = [...word].join(''); // a part of a string keeps the whole message in memory
  if (word.length <= LONGEST_KEPT) known.set(copy, roots);
  return roots;
}

/** Indonesian, then colloquial, Javanese and Sundanese endings. */
const ENDINGS = affixes.endings.split(' ');

/** Short roots occur in many words, so only the endings of ordinary nouns are tried after them. */
const SHORT = 4;
const CLITIC = /^(?:nya|lah|kah|pun|ne)$/;

function withoutEnding(word: string): string[] {
  const bare = [word];
  for (let at = 0; at < bare.length && at < 12; at += 1) {
    const form = bare[at] ?? '';
    for (const ending of ENDINGS) {
      if (form.endsWith(ending) && form.length >= ending.length + 3)
        bare.push(form.slice(0, -ending.length));
    }
  }
  return bare;
}

const BEGINNINGS = affixes.beginnings.split(' ');
/** Prefixes that merge with the first letter of a word, and the letters they may have replaced. */
const MELTING = Object.entries(affixes.melting);
/** With a prefix, a shorter root would be found in words such as keras. */
const LEAST_WITH_BEGINNING = 5;

function bases(word: string): string[] {
  const candidates = [
    ...BEGINNINGS.filter((each) => word.startsWith(each)).map((each) => word.slice(each.length)),
    ...(/^[mn][aiou]/.test(word) ? [`${word.startsWith('m') ? 'p' : 't'}${word.slice(1)}`] : []),
    ...MELTING.filter(([each]) => word.startsWith(each)).flatMap(([each, letters]) =>
      letters.map((letter) => letter + word.slice(each.length)),
    ),
  ].filter((base) => base.length >= LEAST_WITH_BEGINNING);
  return [word, ...candidates].filter((base) => ROOTS.has(base));
}
