import { wordsOf } from '../i18n/fold.ts';
import { COMMON, FRAME, WRAPPING } from '../matching/plain-words.ts';
import { stem } from '../matching/stem.ts';
import { LISTS } from './answer-words.ts';
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
export const HEARSAY = LISTS.hearsay;
/** "Bener gak", "ga mungkin", "katanya": what stands beside is a claim. */
export const DOUBTED = new Set([...LISTS.doubted, ...HEARSAY, ...LISTS.truth]);
/** Shorter texts without a doubt are wishes and thanks in rare words. */
const LONG = 9;

/** Whether a text is a message to be checked, for its unheard words: so many beside a doubt, or so many where it is long. */
export function isAboutElse(text: string, unheard: number, doubted: number, long: number): boolean {
  const words = wordsOf(text);
  if (words.some((word) => DOUBTED.has(word))) return unheard >= doubted;
  return words.length >= LONG && unheard >= long;
}

/** Whether a text asks if something is so: "bener gak ada …", "… tenan po ora", "hoax kan?", "bukan video lama kan …". */
export function asksTruth(text: string): boolean {
  return asksIf(TRUTH, text) || NO_NEWS.test(text);
}

function asksIf(about: ReadonlySet<string>, text: string): boolean {
  return text.split(/(?<=[?？])/u).some((part) => {
    const isAsked = ASKED.test(part);
    return wordsOf(part).some(
      (word, at, words) => about.has(word) && (isAsked || LISTS.tags.has(words[at + 1] ?? '')),
    );
  });
}

/** Whether a text asks by its last word: "pinjol ilegal bisa nyebar data ga kak". */
export function endsAsking(text: string, least = LEAST_ASKED): boolean {
  const words = wordsOf(text);
  const last = words.findLast((word) => !LISTS.particles.has(word)) ?? '';
  return words.length >= least && words.length <= MOST_ASKED && LISTS.tags.has(last);
}

/** "Saya tidak" and "boleh ga" answer, or ask about what was said. */
const LEAST_ASKED = 4;
const MOST_ASKED = 30;

/** Whether a text may sound like a report, and tells of nothing that the writer saw, or only asks: "ini penipuan bukan ya". */
export function reportsNothing(text: string): boolean {
  return asksOfRumour(text) || asksOfRules(text) || asksIf(LISTS.fraud, text) || deniesOwn(text);
}

/** Whether a text asks what the rules allow: "ASN boleh kampanye gak". */
export function asksOfRules(text: string): boolean {
  const words = wordsOf(text);
  const isAsked = ASKED.test(text) || words.some((word) => LISTS.asking.has(word));
  const at = words.findIndex((word) => LISTS.allowed.has(word));
  const isTagged = at >= 0 && words.slice(at).some((word) => LISTS.tags.has(word));
  return at >= 0 && (isAsked || isTagged) && !words.some(isOwn);
}

/** Whether a text asks if something is so that does not befall the writer: "suami saya mukulin saya, bener ga …" is no rumour. */
export function asksOfRumour(text: string): boolean {
  return asksTruth(text) && !wordsOf(text).some(isOwn);
}

/** Whether a text says that what is told did not befall the writer, of whom nothing else is said: "bukan saya yang diancam, itu isi videonya". */
export function deniesOwn(text: string): boolean {
  const words = wordsOf(text);
  const [at, ...others] = words.keys().filter((n) => isOwn(words[n] ?? ''));
  const isDenied = at !== undefined && LISTS.isNot.has(words[at - 1] ?? '');
  const isAlone = others.length === 0 && !words.some((word) => LISTS.turns.has(word));
  return isDenied && isAlone && OF_CONTENT.test(words.join(' '));
}

/** Whether a word names the writer, or what is theirs: "anakku", "hpku", but not "pelaku". */
export function isOwn(word: string): boolean {
  return LISTS.self.has(word) || (/^.{2,}ku$/.test(word) && !LISTS.notOwn.has(word));
}

const OF_CONTENT =
  /\b(?:isi|kata|tulisan|judul|cerita|cuma|cuman|hanya|mung|ngan|adegan|dari) (?:cerita|isi|di|dari|pesan)? ?(?:video|vidio|berita|pesan|film|postingan|konten|cerita)(?:nya|n?e|na)?\b/;
const NO_NEWS =
  /\b(?:bukan|bkn|dudu|sanes|lain)(?:nya)? (?:berita|kabar|video|vidio|foto|gambar|kejadian|peristiwa|kasus|info)(?:nya)?\b[^.?!\n]{0,40}(?:\bkan\b|\?)/iu;
/** A question mark at the end, or a wondering "jangan-jangan". */
export const ASKED = /[?？]\s*$|\bjangan[- ]?(?:jangan|2)\b/iu;
const TRUTH = new Set([...LISTS.truth, ...LISTS.truthElsewhere]);

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
