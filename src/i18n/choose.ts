import { consistsOf } from './consists-of.ts';
import { isTypo } from './distance.ts';
import { fold, wordsOf } from './fold.ts';
import { isNegation, negationsIn } from './negation.ts';

/** Something to choose: every way to name it, in the order it is shown. */
export interface Option {
  names: readonly string[];
  /** What it does cannot be undone, so nothing but its exact names chooses it. */
  isExact?: boolean;
  /** It says no to the question, so "not" before the name of another option means this one. */
  isRefusal?: boolean;
  /** Its number is not shown, so a plain number is an answer of another kind. */
  isUnnumbered?: boolean;
}

/**
 * The index of the option a text names, by number, name or a near miss; undefined if unclear. Fillers
 * ("dong", "kak") are left out only where nothing is found with them, and never a name. A text that says no
 * never chooses an option that is not named with that very no.
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
  const negations = negationsIn(text);
  const number = numbered(options, heard);
  if (number !== undefined && negations.every((word) => word === 'no')) return number;
  const found = named(options, heard, fillers);
  const option = found === undefined ? undefined : options[found];
  if (option && holdsEvery(option, negations)) return found;
  return negations.length > 0 ? refused(options, heard, fillers) : undefined;
}

function named(
  options: readonly Option[],
  heard: readonly string[],
  fillers: readonly string[],
): number | undefined {
  const exact = only(options, (name) => name === heard.join(' '));
  const inexact = options.map((option) => (option.isExact ? { ...option, names: [] } : option));
  const names = new Set(options.flatMap((option) => option.names.map(fold)));
  const meant = heard.filter(
    (word) => names.has(word) || isNegation(word) || !fillers.includes(word),
  );
  return (
    exact ??
    only(inexact, (name) => isNear(name, heard)) ??
    wholly(inexact, heard) ??
    numbered(inexact, meant) ??
    wholly(inexact, meant)
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

/** "No. 2" is a number, whatever "no" means elsewhere. */
function numbered(options: readonly Option[], heard: readonly string[]): number | undefined {
  const number = Number(heard.join(' ').match(NUMBER)?.[1] ?? 0);
  const option = options[number - 1];
  return option && !option.isUnnumbered ? number - 1 : undefined;
}

/** Whether each negation of a text stands in a name of the option. */
function holdsEvery({ names }: Option, negations: readonly string[]): boolean {
  const words = names.flatMap((name) => [...wordsOf(name), ...negationsIn(name)]);
  return negations.every((negation) => words.some((word) => isSameWord(word, negation)));
}

/** The one option with a matching name; two matching options make the answer unclear. */
function only(options: readonly Option[], matches: (name: string) => boolean): number | undefined {
  const found = options.flatMap(({ names }, index) =>
    names.some((name) => matches(fold(name))) ? index : [],
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Whether a name is heard word for word, a typo forgiven in each long one. */
function isNear(name: string, heard: readonly string[]): boolean {
  const words = name.split(' ');
  return (
    words.length === heard.length &&
    words.every((word, index) => isSameWord(word, heard[index] ?? ''))
  );
}

/** A letter more at either end makes another word: "gboleh" is "g boleh", and "oleh" is not "boleh". */
function isSameWord(word: string, heard: string): boolean {
  if (word === heard) return true;
  if (word.length < MIN_TYPO_LENGTH || heard.length < MIN_TYPO_LENGTH - 1) return false;
  return word[0] === heard[0] && !heard.startsWith(word) && isTypo(word, heard);
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

/** The one refusal, where a text is a no before what another option is named: "ga boleh", "ga hapus". */
function refused(
  options: readonly Option[],
  heard: readonly string[],
  fillers: readonly string[],
): number | undefined {
  const [first = '', ...rest] = heard.filter((word) => !fillers.includes(word) || isNegation(word));
  const refusals = options.flatMap(({ isRefusal }, index) => (isRefusal ? index : []));
  if (!isNegation(first) || rest.some(isNegation) || refusals.length !== 1) return undefined;
  const others = options.flatMap(({ isRefusal, names }) => (isRefusal ? [] : names));
  return rest.length > 0 && consistsOf(rest, others) ? refusals[0] : undefined;
}
