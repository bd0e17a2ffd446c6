import type { MatchIndex } from './match-index.ts';
import misread from './misread-letters.json' with { type: 'json' };
import { isNumeral } from './numeral.ts';
import { stem } from './stem.ts';

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
export function repairWord(library: MatchIndex, text: string): readonly string[] | undefined {
  if (isNumeral(text) || text.length < SHORTEST || isKnown(library, text)) return undefined;
  const alike = lookAlikesOf(text).find((other) => isKnown(library, other));
  if (alike !== undefined) return [alike];
  if (library.vocabulary.similar(text).length > 0) return undefined;
  return splitAll(library, text.slice(0, LONGEST));
}

const SHORTEST = 3;
const LONGEST = 60;
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
