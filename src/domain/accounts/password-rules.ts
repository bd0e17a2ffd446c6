import commonWords from './common-words.json' with { type: 'json' };
import lookAlikes from './look-alikes.json' with { type: 'json' };
import { foldName } from './reviewer-name.ts';

export type PasswordProblem = 'short' | 'long' | 'common' | 'name';

export const MIN_PASSWORD = 12;
const MAX_PASSWORD = 200;
/** Common words count for nothing; this many characters must remain without them. */
const MIN_LEFT = 5;
const MIN_DIFFERENT = 4;
const MIN_PART = 3;

/** Returns why a password is refused for a reviewer of this name, if it is. */
export function findPasswordProblem(password: string, name: string): PasswordProblem | undefined {
  const length = [...password.normalize('NFKC')].length;
  if (length < MIN_PASSWORD) return 'short';
  if (length > MAX_PASSWORD) return 'long';
  if (isLittle(without(plainly(password), WORDS))) return 'common';
  return isLittle(without(plainly(password), [...ownWords(name), ...WORDS])) ? 'name' : undefined;
}

/** Returns a name as one word, and each of its parts that is long enough to recognise. */
function ownWords(name: string): string[] {
  const parts = plainly(foldName(name)).split(/[^a-z]+/);
  return [parts.join(''), ...parts].filter((part) => part.length >= MIN_PART);
}

const WORDS = commonWords.toSorted((a, b) => b.length - a.length);
const LOOK_ALIKES: Readonly<Record<string, string>> = lookAlikes;

/** Lower-cases, removes accents, and reads digits within a word as the letters they look like. */
function plainly(text: string): string {
  const small = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return small.replace(
    /(?<=\p{L}[013457@$!]{0,3})[013457@$!](?=[013457@$!]{0,3}\p{L})/gu,
    (sign) => LOOK_ALIKES[sign] ?? sign,
  );
}

function without(text: string, words: readonly string[]): string {
  return words.reduce((left, word) => left.replaceAll(word, ' '), text);
}

/** Whether little is left: years, runs such as 1234, or digits alone. */
function isLittle(text: string): boolean {
  const left = text
    .replace(/(?:19|20)\d\d/g, ' ')
    .replace(/(.{1,64}?)\1+/gu, '$1')
    .replace(/[\s\p{P}\p{S}]/gu, '');
  const kept = [...withoutRuns(left)];
  return (
    kept.length < MIN_LEFT ||
    new Set(kept).size < MIN_DIFFERENT ||
    !kept.some((c) => /\p{L}/u.test(c))
  );
}

/** Removes characters that continue an ascending or descending run. */
function withoutRuns(text: string): string {
  const signs = [...text];
  const codeOf = (sign: string | undefined) => sign?.codePointAt(0) ?? 0;
  return signs
    .filter((sign, at) => at === 0 || Math.abs(codeOf(sign) - codeOf(signs[at - 1])) !== 1)
    .join('');
}
