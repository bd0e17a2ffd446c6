import relatedWords from './related-words.json' with { type: 'json' };
import { stem } from './stem.ts';

/** Which words mean the same and which the opposite; every word is named by its root, as `stem` gives it. */
export interface Thesaurus {
  /** How many roots have a synonym or an antonym. */
  readonly size: number;
  synonymsOf(root: string): readonly string[];
  antonymsOf(root: string): readonly string[];
}

/** Reads single words of a MyThes thesaurus (`abadi|2`, `[a]|kekal|langgeng`, `[ant]|…`); pairs listed as both are neither; adds them to known groups. */
export function readThesaurus(text: string, known?: typeof relatedWords): Thesaurus {
  const toRoot = createRootReader();
  const [same, opposite]: [Pairs, Pairs] = [new Map(), new Map()];
  addGroups(same, known?.same);
  addGroups(opposite, known?.opposite);
  let head: string | undefined;
  for (const line of text.split('\n', MOST_LINES)) {
    const [first = '', ...rest] = line.trim().split('|', LONGEST_LINE);
    if (!first.startsWith('[')) head = toRoot(first);
    else if (head !== undefined) {
      const pairs = first === '[ant]' ? opposite : same;
      for (const word of rest) {
        const other = toRoot(word);
        if (other !== undefined) addPair(pairs, head, other);
      }
    }
  }
  const [synonyms, antonyms] = [packed(same, opposite), packed(opposite, same)];
  const find = (lists: ReadonlyMap<string, string>, root: string) =>
    lists.get(root)?.split(' ') ?? [];
  return {
    size: new Set([...same.keys(), ...opposite.keys()]).size,
    synonymsOf: (root) => find(synonyms, root),
    antonymsOf: (root) => find(antonyms, root),
  };
}

const MOST_LINES = 200_000;
/** More words than the longest line of LibreOffice's Indonesian thesaurus has. */
const LONGEST_LINE = 120;
const SINGLE_WORD = /^[a-z]{3,30}$/;
type Pairs = Map<string, Set<string>>;

/** Finds the root of a single word, none for several; most words occur several times, and stemming takes long. */
function createRootReader() {
  const known = new Map<string, string | undefined>();
  return (word: string): string | undefined => {
    const plain = word.toLowerCase();
    if (!known.has(plain)) known.set(plain, SINGLE_WORD.test(plain) ? stem(plain) : undefined);
    return known.get(plain);
  };
}

function addGroups(pairs: Pairs, groups: readonly string[] = []): void {
  for (const group of groups) {
    const roots = group.split(' ').map(stem);
    for (const root of roots) for (const other of roots) addPair(pairs, root, other);
  }
}

function addPair(pairs: Pairs, a: string, b: string): void {
  if (a === b) return;
  for (const [root, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const known = pairs.get(root);
    if (known) known.add(other);
    else pairs.set(root, new Set([other]));
  }
}

/** Packs what only one of two lists has beside each root: as sets they would take ten times the memory. */
function packed(pairs: Pairs, except: Pairs): ReadonlyMap<string, string> {
  return new Map(
    [...pairs].flatMap(([root, others]) => {
      const own = others.difference(except.get(root) ?? new Set());
      return own.size === 0 ? [] : [[root, [...own].join(' ')]];
    }),
  );
}

/** What a matcher may know of words beyond its store; without them it matches as well as it can. */
export interface Dictionaries {
  readonly thesaurus?: Thesaurus | undefined;
}

/** For a matcher without installed dictionaries: what Posko knows of words that news and rumours use for one another. */
export const OWN_WORDS: Dictionaries = {
  get thesaurus() {
    own ??= readThesaurus('', relatedWords);
    return own;
  },
};

let own: Thesaurus | undefined;

/** Reads an installed thesaurus together with what Posko knows; an error where it holds no words. */
export function addOwnWords(text: string): Thesaurus {
  if (!text.includes('\n[')) throw new Error('no words were found in it');
  return readThesaurus(text, relatedWords);
}
