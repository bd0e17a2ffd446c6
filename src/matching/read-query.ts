import type { Piece } from './match.ts';
import type { MatchIndex } from './match-index.ts';
import misread from './misread-letters.json' with { type: 'json' };
import { stripWrapping } from './normalise.ts';
import { isNumeral } from './numeral.ts';
import { WEIGHTLESS } from './plain-words.ts';
import { readWords } from './read-words.ts';
import { stem } from './stem.ts';
import { isAnchor } from './tellingness.ts';
import { weighWord } from './weigh.ts';

/** Word of the message, linked to the words of the store. */
export interface QueryWord {
  text: string;
  written: string;
  weight: number;
  /** Roots in the store that it may be: its own, or those one typo away. */
  roots: readonly number[];
  /** Whether the store has the word or its root as written. */
  known: boolean;
  /** Words that a match is built on; small and polar words are compared between them. */
  anchor: boolean;
  weightless: boolean;
  /** Whether it may have been misread or misheard. */
  unsure: boolean;
}

/** Reads a message against the vocabulary of the store. */
export function readQuery(library: MatchIndex, query: Piece): QueryWord[] {
  const isSeen = query.source === 'picture';
  const { text, mended } = isSeen ? repairDigits(query.text) : { text: query.text, mended: [] };
  const doubts = new Set([...(query.unsure ?? []), ...mended].flatMap(piecesOf));
  return readWords(stripWrapping(text), LONGEST).flatMap(({ text, written }) => {
    const known = isSeen ? repairWord(library, text) : undefined;
    const parts = known ?? splitJoined(library, text) ?? [text];
    // A doubtful word is found in any spelling, and as a part of an amount of several words.
    const unsure = doubts.size > 0 && piecesOf(written).some((piece) => doubts.has(piece));
    return parts.map((part) => ({ ...tie(library, part, written), unsure }));
  });
}

const LONGEST = 300;

function tie(library: MatchIndex, text: string, written: string): Omit<QueryWord, 'unsure'> {
  const { vocabulary } = library;
  const id = vocabulary.find(text) ?? (isNumeral(text) ? undefined : vocabulary.find(stem(text)));
  const anchor = isAnchor(text);
  const own = id === undefined ? [] : [vocabulary.rootOf(id)];
  const roots = own.length > 0 || isNumeral(text) ? own : slipsOf(library, text);
  const weight = weighWord(library, text, roots[0]);
  const [known, weightless] = [own.length > 0, WEIGHTLESS.has(text)];
  return { text, written, weight, roots, anchor, known, weightless };
}

/** Prabowogibran → prabowo gibran, if the store knows both parts but not the whole. */
function splitJoined(library: MatchIndex, text: string): [string, string] | undefined {
  if (text.length < SHORTEST_JOINED || isNumeral(text)) return undefined;
  if (isKnown(library, text) || library.vocabulary.similar(text).length > 0) return undefined;
  for (let at = text.length - 3; at >= 3; at--) {
    const [left, right] = [text.slice(0, at), text.slice(at)];
    if (isCommonEnough(library, left) && isCommonEnough(library, right)) return [left, right];
  }
  return undefined;
}

/** A part must be in several documents: rare letters in a row split any word. */
function isCommonEnough(library: MatchIndex, part: string): boolean {
  const id = library.vocabulary.find(part);
  return id !== undefined && library.postings.count(library.vocabulary.rootOf(id)) >= 3;
}

const SHORTEST_JOINED = 7;

/** Reads a word that the store lacks as mistyped. */
function slipsOf({ vocabulary }: MatchIndex, text: string): number[] {
  return [...new Set(vocabulary.similar(text).map((id) => vocabulary.rootOf(id)))];
}

/** Rp600.000 → rp, 600000. */
function piecesOf(word: string): string[] {
  const bare = word.toLowerCase().replace(/(?<=\d)[.,](?=\d)/g, '');
  return bare.match(/\d+|\p{L}+/gu) ?? [];
}

/** Corrects letters read instead of digits (5OO.OOO, 2O24), and lists the words concerned. */
export function repairDigits(text: string): { text: string; mended: string[] } {
  const mended: string[] = [];
  const repair = (number: string) => {
    const digits = number.replace(/[oO]/g, '0').replace(/[iIlL|]/g, '1');
    if (digits !== number) mended.push(digits);
    return digits;
  };
  return { text: text.replace(GROUPED, repair).replace(ROUND, repair), mended };
}

/** Replaces an unknown word by known ones: BRl → bri, nasabahpertama → nasabah pertama. */
function repairWord(library: MatchIndex, text: string): readonly string[] | undefined {
  if (isNumeral(text) || text.length < SHORTEST || isKnown(library, text)) return undefined;
  const alike = lookAlikesOf(text).find((other) => isKnown(library, other));
  if (alike !== undefined) return [alike];
  if (library.vocabulary.similar(text).length > 0) return undefined;
  return splitAll(library, text.slice(0, LONGEST_SEEN));
}

const SHORTEST = 3;
const LONGEST_SEEN = 60;
const GROUPED =
  /(?<=(?:^|[^\p{L}\p{N}.,])(?:rp ?)?)(?=\S{0,12}\d)[\doil|]{1,3}(?:[.,][\do]{3})+(?![\p{L}\p{N}])/giu;
const ROUND = /(?<![\p{L}\p{N}])\d+o[\do]*(?![\p{L}\p{N}])/giu;

/** Letters that picture readers confuse, in lower case like all words here: what is seen, and what is meant. */
const PAIRS = misread.map((pair) => pair.split(' '));
const MOST_ALIKE = 200;
const LONGEST_ALIKE = 24;

/** Returns all spellings with one or two such letters changed, one first. */
function lookAlikesOf(text: string): string[] {
  if (text.length > LONGEST_ALIKE) return [];
  const once = changeOne(text);
  return [...new Set([...once, ...once.flatMap(changeOne)])].slice(0, MOST_ALIKE);
}

function changeOne(text: string): string[] {
  const changed: string[] = [];
  for (const [seen = '', meant = ''] of PAIRS) {
    for (let at = text.indexOf(seen); at >= 0; at = text.indexOf(seen, at + 1)) {
      changed.push(text.slice(0, at) + meant + text.slice(at + seen.length));
    }
  }
  return changed;
}

function isKnown(library: MatchIndex, text: string): boolean {
  const { vocabulary } = library;
  return vocabulary.find(text) !== undefined || vocabulary.find(stem(text)) !== undefined;
}

/** Splits letters into the fewest known words. */
function splitAll(library: MatchIndex, text: string): string[] | undefined {
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= text.length; end++) {
    for (let start = Math.max(0, end - LONGEST_PART); start < end; start++) {
      const before = best[start];
      const part = text.slice(start, end);
      if (!before || (best[end]?.length ?? Number.POSITIVE_INFINITY) <= before.length + 1) continue;
      if (isPart(library, part)) best[end] = [...before, part];
    }
  }
  const parts = best[text.length];
  return parts && parts.length > 1 ? parts : undefined;
}

const TINY = new Set(['di', 'ke']);
const LONGEST_PART = 20;
const SURELY_A_WORD = 5;
const OFTEN = 3;

/** Short parts must be frequent, as rare letters in a row split any word. */
function isPart(library: MatchIndex, part: string): boolean {
  if (part.length < SHORTEST) return TINY.has(part);
  const { vocabulary, postings } = library;
  const id = vocabulary.find(part);
  if (id === undefined) return part.length > SURELY_A_WORD && isKnown(library, part);
  return part.length >= SURELY_A_WORD || postings.count(vocabulary.rootOf(id)) >= OFTEN;
}
