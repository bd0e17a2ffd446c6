import type { MatchIndex } from './match-index.ts';
import { isNumeral } from './numeral.ts';
import { DEBUNK, FRAME, isPolar, WEIGHTLESS, WRAPPING } from './plain-words.ts';
import type { QueryWord } from './read-query.ts';
import { mayBeSameWord } from './same-word.ts';
import { tellingness } from './tellingness.ts';

/** Whether a picture says what a document does not: a denial, or several informative words, as one may be misread. */
export function saysOther(library: MatchIndex, id: string, words: readonly QueryWord[]): boolean {
  return deniesOther(library, id, words) || addsWords(library, id, words);
}

/** Whether a picture denies something that a document does not, or calls something a hoax. */
export function deniesOther(library: MatchIndex, id: string, words: readonly QueryWord[]): boolean {
  return deniesMore(words, storedWords(library, id));
}

/** Whether a picture adds several informative words or numbers, except those of a debunk. */
export function addsWords(library: MatchIndex, id: string, words: readonly QueryWord[]): boolean {
  return newWords(words, storedWords(library, id)).size >= FEW;
}

function storedWords(library: MatchIndex, id: string): string[] {
  return library.claimWords(id).map((word) => library.vocabulary.textOf(word));
}

const FEW = 2;

function newWords(words: readonly QueryWord[], stored: readonly string[]): Set<string> {
  const known = [...new Set(stored)];
  const isNew = ({ text }: QueryWord) => !known.some((word) => isSame(text, word));
  const telling = words.filter(
    (word) => !word.unsure && isTellingInPicture(word.text) && isNew(word),
  );
  return new Set(telling.map(({ text }) => text));
}

/** Whether a word of a picture says what it is about: no letters seen in leaves, and no stamp. */
export function isTellingInPicture(text: string): boolean {
  if (DEBUNK.has(text) || WRAPPING.has(text) || WEIGHTLESS.has(text) || FRAME.has(text))
    return false;
  return isNumeral(text) || (looksLikeWord(text) && tellingness(text) >= GENERIC);
}

/** Days, months and offices distinguish claims in pictures that are otherwise the same. */
const GENERIC = 0.5;

/** Four letters with vowels: leaves and faces are read as letters, but not as words. */
function looksLikeWord(text: string): boolean {
  return /^\p{L}{4,}$/u.test(text) && /[aiueo]/.test(text) && !/[^aiueoyng]{4}/.test(text);
}

/** Words are cut off at the edges of a picture. */
function isSame(sent: string, stored: string): boolean {
  const isEnd = sent.length >= 4 && (stored.startsWith(sent) || stored.endsWith(sent));
  return (
    isEnd || mayBeSameWord(sent, stored, false) || (stored.length >= 8 && stored.includes(sent))
  );
}

/** Whether a denial with the next informative word, or a word such as hoax, is in only one text. */
function deniesMore(words: readonly QueryWord[], stored: readonly string[]): boolean {
  const denied = words.filter(({ unsure }) => !unsure).map(({ text }) => text);
  const calledHoax =
    denied.some((text) => DEBUNK.has(text)) && !stored.some((word) => DEBUNK.has(word));
  if (calledHoax) return true;
  const known = deniedIn(stored);
  return deniedIn(denied).some((text) => !known.some((other) => isSame(text, other)));
}

function deniedIn(texts: readonly string[]): string[] {
  return texts.flatMap((text, at) => {
    if (!isPolar(text)) return [];
    const next = texts.slice(at + 1, at + 4).find((word) => !isPolar(word) && isClaim(word));
    return next === undefined ? [] : [next];
  });
}

/** "Jangan lupa bagikan" is said to the reader. */
function isClaim(text: string): boolean {
  return (
    tellingness(text) >= GENERIC && !WRAPPING.has(text) && !WEIGHTLESS.has(text) && text !== 'lupa'
  );
}
