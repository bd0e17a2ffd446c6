import { consistsOf } from './consists-of.ts';
import { isTypo } from './distance.ts';
import { fold, wordsOf } from './fold.ts';

/** Something to choose: every way to name it, in the order it is shown. */
export interface Option {
  names: readonly string[];
}

/**
 * The index of the option a text names, by number, name or a near miss; undefined if unclear. Fillers
 * ("dong", "kak") are left out only where nothing is found with them, and never a name.
 */
export function choose(
  options: readonly Option[],
  text: string,
  fillers: readonly string[] = [],
): number | undefined {
  if (/[?？]/u.test(text)) return asked(options, text);
  const known = new Set(options.flatMap(({ names }) => names.flatMap(wordsOf)));
  const heard = wordsOf(text).map((word) => (known.has(word) ? word : shortenDrawl(word)));
  if (heard.length === 0 || heard.length > MAX_WORDS) return undefined;
  const names = new Set(options.flatMap((option) => option.names.map(fold)));
  const meant = heard.filter((word) => names.has(word) || !fillers.includes(word));
  return (
    numbered(options, heard) ??
    only(options, (name) => name === heard.join(' ')) ??
    only(options, (name) => isNear(name, heard.join(' '))) ??
    wholly(options, heard) ??
    numbered(options, meant) ??
    wholly(options, meant)
  );
}

/** "Benar?" asks and does not answer; only a choice that is itself a question is meant by one. */
function asked(options: readonly Option[], text: string): number | undefined {
  const questions = options.map(({ names }) => ({
    names: names.filter((name) => name.endsWith('?')),
  }));
  return only(questions, (name) => name === fold(text));
}

/** An answer is short; a longer text is something else that happens to contain the words. */
const MAX_WORDS = 8;
/** Below this length a changed letter makes another word ("iya", "dia"). */
const MIN_TYPO_LENGTH = 5;

/** A word without its drawl: "iyaaa" is "iya". */
function shortenDrawl(word: string): string {
  return /^\p{L}+$/u.test(word)
    ? word.replace(/(\p{L})\1{2,}/gu, '$1').replace(/([aiueo])\1$/, '$1')
    : word;
}

const NUMBER = /^(?:(?:yang|nomor|nomer|no|number|pilih|pilihan|opsi|option) )*0?(\d{1,2})$/;

function numbered(options: readonly Option[], heard: readonly string[]): number | undefined {
  const number = Number(heard.join(' ').match(NUMBER)?.[1] ?? 0);
  return number >= 1 && number <= options.length ? number - 1 : undefined;
}

/** The one option with a matching name; two matching options make the answer unclear. */
function only(options: readonly Option[], matches: (name: string) => boolean): number | undefined {
  const found = options.flatMap(({ names }, index) =>
    names.some((name) => matches(fold(name))) ? index : [],
  );
  return found.length === 1 ? found[0] : undefined;
}

function isNear(name: string, heard: string): boolean {
  return (
    name.length >= MIN_TYPO_LENGTH && heard.length >= MIN_TYPO_LENGTH - 1 && isTypo(name, heard)
  );
}

/**
 * The one option whose names make up the whole text ("ya boleh"). A name that merely occurs in it
 * does not count: "maksudnya gimana ya" is no consent.
 */
function wholly(options: readonly Option[], heard: readonly string[]): number | undefined {
  if (heard.length === 0) return undefined;
  const found = options.flatMap(({ names }, index) => (consistsOf(heard, names) ? index : []));
  return found.length === 1 ? found[0] : undefined;
}
