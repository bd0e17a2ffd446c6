import { fold, wordsOf } from './fold.ts';
import { isNegation, negationsIn } from './negation.ts';

/** Option to choose: all its names, in display order. */
export interface Option {
  names: readonly string[];
  /** It cannot be undone, so only its exact names choose it. */
  isExact?: boolean;
  /** It refuses the question, so "not" before the name of another option means this one. */
  isRefusal?: boolean;
  /** Its number is not shown, so a plain number is another kind of answer. */
  isUnnumbered?: boolean;
}

/** Returns the index of the option that a text names by number, name or typo, with the same negation; undefined if unclear. */
export function choose(options: readonly Option[], text: string, fillers: readonly string[] = []) {
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

function named(options: readonly Option[], heard: readonly string[], fillers: readonly string[]) {
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

/** "Benar?" asks and does not answer; it matches only a choice that is itself a question. */
function asked(options: readonly Option[], text: string): number | undefined {
  const questions = options.map(({ names }) => ({
    names: names.filter((name) => name.endsWith('?')),
  }));
  return only(questions, (name) => name === fold(text));
}

/** A longer text is not an answer, even if it contains the words of one. */
const MAX_WORDS = 8;
/** In shorter words a changed letter makes another word ("iya", "dia"). */
const MIN_TYPO_LENGTH = 5;

/** Removes a drawl: "iyaaa" becomes "iya". */
function shortenDrawl(word: string): string {
  return /^\p{L}+$/u.test(word)
    ? word.replace(/(\p{L})\1{2,}/gu, '$1').replace(/([aiueo])\1$/, '$1')
    : word;
}

const NUMBER = /^(?:(?:yang|yg|nomor|nomer|nmr|no|number|pilih|pilihan|opsi|option) )*0?(\d{1,2})$/;
const NUMERALS = ['satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];

/** "No. 2" is a number, although "no" can be a refusal. */
function numbered(options: readonly Option[], heard: readonly string[]): number | undefined {
  const digits = heard.map((word) =>
    NUMERALS.includes(word) ? String(NUMERALS.indexOf(word) + 1) : word,
  );
  const number = Number(digits.join(' ').match(NUMBER)?.[1] ?? 0);
  const option = options[number - 1];
  return option && !option.isUnnumbered ? number - 1 : undefined;
}

/** Whether the names of the option contain each negation of a text. */
function holdsEvery({ names }: Option, negations: readonly string[]): boolean {
  const words = names.flatMap((name) => [...wordsOf(name), ...negationsIn(name)]);
  return negations.every((negation) => words.some((word) => isSameWord(word, negation)));
}

/** Returns the one option with a matching name; undefined if several match. */
function only(options: readonly Option[], matches: (name: string) => boolean): number | undefined {
  const found = options.flatMap(({ names }, index) =>
    names.some((name) => matches(fold(name))) ? index : [],
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Whether the text contains a name word for word, with one typo allowed in each long word. */
function isNear(name: string, heard: readonly string[]): boolean {
  const words = name.split(' ');
  return (
    words.length === heard.length &&
    words.every((word, index) => isSameWord(word, heard[index] ?? ''))
  );
}

/** An extra letter at either end makes another word: "gboleh" is "g boleh", not "boleh". */
function isSameWord(word: string, heard: string): boolean {
  if (word === heard) return true;
  if (word.length < MIN_TYPO_LENGTH) return false;
  return word[0] === heard[0] && !heard.startsWith(word) && isTypo(word, heard);
}

/** Returns the option whose names make up the whole text ("ya boleh"): "maksudnya gimana ya" is no consent. */
function wholly(options: readonly Option[], heard: readonly string[]): number | undefined {
  if (heard.length === 0) return undefined;
  const found = options.flatMap(({ names }, index) => (consistsOf(heard, names) ? index : []));
  return found.length === 1 ? found[0] : undefined;
}

/** Returns the one refusal if a text negates the name of another option: "ga boleh", "ga hapus". */
function refused(options: readonly Option[], heard: readonly string[], fillers: readonly string[]) {
  const [first = '', ...rest] = heard.filter((word) => !fillers.includes(word) || isNegation(word));
  const refusals = options.flatMap(({ isRefusal }, index) => (isRefusal ? index : []));
  if (!isNegation(first) || rest.some(isNegation) || refusals.length !== 1) return undefined;
  const others = options.flatMap(({ isRefusal, names }) => (isRefusal ? [] : names));
  return rest.length > 0 && consistsOf(rest, others) ? refusals[0] : undefined;
}

/** Whether two words differ by one letter added, lost, changed or swapped with its neighbour. */
export function isTypo(a: string, b: string): boolean {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const left = endA - from;
  const right = endB - from;
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && a[from] === b[from + 1] && a[from + 1] === b[from];
}

/** Whether folded words consist only of the given wordings, in any order. */
export function consistsOf(words: readonly string[], wordings: readonly string[]): boolean {
  const longestFirst = wordings
    .map((wording) => wordsOf(wording).join(' '))
    .sort((a, b) => b.length - a.length);
  let rest = ` ${words.join('  ')} `;
  for (const wording of longestFirst)
    rest = rest.replaceAll(` ${wording.replaceAll(' ', '  ')} `, ' ');
  return rest.trim() === '';
}
