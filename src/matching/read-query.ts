import type { Piece } from './match.ts';
import type { MatchIndex } from './match-index.ts';
import { isNumeral } from './numeral.ts';
import { WEIGHTLESS } from './plain-words.ts';
import { readWords } from './read-words.ts';
import { repairDigits, repairWord } from './repair-seen.ts';
import { stem } from './stem.ts';
import { stripWrapping } from './strip-wrapping.ts';
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
  const doubts = new DoubtfulWords([...(query.unsure ?? []), ...mended]);
  return readWords(stripWrapping(text), LONGEST).flatMap(({ text, written }) => {
    const known = isSeen ? repairWord(library, text) : undefined;
    const parts = known ?? splitJoined(library, text) ?? [text];
    const unsure = doubts.has(written);
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
  const { vocabulary } = library;
  if (vocabulary.find(text) !== undefined || vocabulary.find(stem(text)) !== undefined)
    return undefined;
  if (vocabulary.similar(text).length > 0) return undefined;
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

/** Words that may have been misread, found in any spelling. */
class DoubtfulWords {
  private readonly pieces: ReadonlySet<string>;

  constructor(words: readonly string[]) {
    this.pieces = new Set(words.flatMap(piecesOf));
  }

  /** Whether a word, or a part of an amount of several words, is among them. */
  has(written: string): boolean {
    return this.pieces.size > 0 && piecesOf(written).some((piece) => this.pieces.has(piece));
  }
}

/** Rp600.000 → rp, 600000. */
function piecesOf(word: string): string[] {
  const bare = word.toLowerCase().replace(/(?<=\d)[.,](?=\d)/g, '');
  return bare.match(/\d+|\p{L}+/gu) ?? [];
}
