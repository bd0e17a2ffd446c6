import stemmer from 'natural/lib/natural/stemmers/indonesian/stemmer_id.js';
import protectedWords from './protected-words.json' with { type: 'json' };
import synonyms from './synonyms.json' with { type: 'json' };

/** Returns the root of a word, or of its synonyms: kirimkan, dikirim → kirim; dipecat → copot. */
export function stem(word: string): string {
  const root = bareRoot(word);
  return SYNONYMS.get(root) ?? root;
}

/** Also finds roots of colloquial forms: nyebarin, ngasih, dibagiin. */
function bareRoot(word: string): string {
  if (word.length < 5 || PROTECTED.has(word) || !AFFIXED.test(word)) return word;
  const known = ROOTS.get(word);
  if (known !== undefined) return known;
  if (word.length > LONGEST_KEPT) return cutAffixes(word);
  if (ROOTS.size >= MOST_KEPT) ROOTS.clear();
  const copy = [...word].join(''); // a part of a string keeps the whole message in memory
  const root = cutAffixes(copy);
  ROOTS.set(copy, root);
  return root;
}

/** Roots of single words, of which most come again within a few messages. */
const ROOTS = new Map<string, string>();
const MOST_KEPT = 5_000;
const LONGEST_KEPT = 24;

function cutAffixes(word: string): string {
  const formal = rootOf(word);
  if (formal !== word) return formal;
  if (!COLLOQUIAL.test(word)) return word;
  const candidates = [
    word.replace(/in$/, 'kan'),
    word.replace(/^ng(?=[aiueo])/, ''),
    word.replace(/^ny/, 'meny'),
  ];
  candidates.push(word.replace(/^ny/, 'meny').replace(/in$/, 'kan'), word.replace(/^ng/, 'meng'));
  for (const candidate of candidates) {
    const root = candidate === word ? word : rootOf(candidate);
    if (root !== candidate && root !== word) return root;
  }
  return word;
}

const AFFIXED = /^(?:me|pe|be|te|di|ke|se|ng|ny)|(?:kan|an|i|nya|lah|kah|pun|ku|mu|in)$/;
const COLLOQUIAL = /^(?:ng|ny)|in$/;
// Words and names in which the stemmer wrongly sees an affix.
const PROTECTED: ReadonlySet<string> = new Set(protectedWords);
const SHORTEST_ROOT = 3;
const SYNONYMS = new Map(
  synonyms.flatMap((group) => group.split(' ').map((word) => [word, group.split(' ')[0] ?? word])),
);

function rootOf(word: string): string {
  const root = stemmer.stem(word);
  return root.length < SHORTEST_ROOT ? word : root;
}
