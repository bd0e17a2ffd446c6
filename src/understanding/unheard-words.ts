import { wordsOf } from '../i18n/fold.ts';
import { COMMON, FRAME, listed, WRAPPING } from '../matching/plain-words.ts';
import { stem } from '../matching/stem.ts';
import lists from './answer-words.json' with { type: 'json' };
import { plainWords } from './concepts.ts';

/** Counts the telling words of a text that no example of an intent has, and as half a word each those that only one has. */
export function createUnheardWords(examplesOf: (intent: string) => readonly string[]) {
  const heard = new Map<string, ReadonlyMap<string, number>>();
  return (text: string, intent: string): number => {
    const known = heard.get(intent) ?? countRoots(examplesOf(intent));
    heard.set(intent, known);
    const strange = (root: string) => Math.max(0, 1 - (known.get(root) ?? 0) / 2);
    return [...new Set(tellingRoots(text))].reduce((sum, root) => sum + strange(root), 0);
  };
}

/** Words that say a thing was heard of. */
export const HEARSAY = listed(lists.hearsay);
/** "Bener gak", "ga mungkin", "katanya": what stands beside is a claim. */
export const DOUBTED = listed(`${lists.doubted} ${lists.hearsay} ${lists.truth}`);
/** Shorter texts without a doubt are wishes and thanks in rare words. */
const LONG = 9;

/** Whether a text is a message to be checked, for its unheard words: so many beside a doubt, or so many where it is long. */
export function isAboutElse(text: string, unheard: number, doubted: number, long: number): boolean {
  const words = wordsOf(text);
  if (words.some((word) => DOUBTED.has(word))) return unheard >= doubted;
  return words.length >= LONG && unheard >= long;
}

/** Whether a text asks if something is so: "bener gak ada …", "… tenan po ora", "hoax kan?". */
export function asksTruth(text: string): boolean {
  const isAsked = ASKED.test(text);
  return wordsOf(text).some(
    (word, at, words) => TRUTH.has(word) && (isAsked || TAGS.has(words[at + 1] ?? '')),
  );
}

/** Whether a text asks what the rules allow, and tells of nothing that the writer saw: "ASN boleh kampanye gak". */
export function asksOfRules(text: string): boolean {
  const words = wordsOf(text);
  const isAsked = ASKED.test(text) || words.some((word) => ASKING.has(word));
  const at = words.findIndex((word) => ALLOWED.has(word));
  const isTagged = at >= 0 && words.slice(at).some((word) => TAGS.has(word));
  return at >= 0 && (isAsked || isTagged) && !words.some((word) => SELF.has(word));
}

/** Whether a text asks if something is so that does not befall the writer: "suami saya mukulin saya, bener ga …" is no rumour. */
export function asksOfRumour(text: string): boolean {
  return asksTruth(text) && !wordsOf(text).some((word) => SELF.has(word) || OWN.test(word));
}

/** "Anakku", "hpku"; that "pelaku" is among them costs a rumour a question. */
const OWN = /^.{2,}ku$/;
const SELF = listed(lists.self);
const ALLOWED = listed(lists.allowed);
const ASKING = listed(lists.asking);
const ASKED = /[?？]\s*$/u;
const TRUTH = listed(`${lists.truth} ${lists.truthElsewhere}`);
const TAGS = listed(lists.tags);

function countRoots(examples: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const root of examples.flatMap((example) => [...new Set(tellingRoots(example))])) {
    counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  return counts;
}

const SHORTEST = 4;

/** Roots of the words that say what a text is about: not those of any sentence, of greetings or of passing on. */
function tellingRoots(text: string): string[] {
  const isTelling = (word: string) =>
    (word.length >= SHORTEST || /\d\d/.test(word)) &&
    !(COMMON.has(word) || WRAPPING.has(word) || FRAME.has(word));
  return plainWords(text).filter(isTelling).map(stem);
}
