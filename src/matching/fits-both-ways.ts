import { nameKind } from './gazetteer.ts';
import { createMatcher } from './matcher.ts';
import { normalise } from './normalise.ts';
import { isNumeral } from './numeral.ts';
import { isPolar } from './plain-words.ts';
import { readWords } from './read-words.ts';
import { isSaying, wordsBeyond } from './words-beyond.ts';

/** Relation of a wording to the claims of a verdict. */
export interface Fit {
  /** Whether each says all that the other says, and nothing else. */
  fits: boolean;
  /** What only the wording says, in its own words, or a sentence that it alone would answer. */
  adds: string[];
}

/** Whether a wording adds nothing to the claims of a verdict but greetings and pleas, and leaves out nothing important. */
export function fitBothWays(wording: string, claims: readonly string[]): Fit {
  if (claims.includes(wording)) return { fits: true, adds: [] };
  const all = claims.map((claim) => fitOne(wording, claim));
  const [nearest] = all.toSorted((a, b) => a.adds.length - b.adds.length);
  return all.find(({ fits }) => fits) ?? nearest ?? { fits: false, adds: [wording] };
}

function fitOne(wording: string, claim: string): Fit {
  const adds = wordsBeyond(wording, claim);
  if (adds.length > 0) return { fits: false, adds };
  if (normalise(wording) === normalise(claim)) return { fits: true, adds: [] };
  const isWhole =
    !lacksMuch(wording, claim) && isSaidBy(wording, claim) && isSaidBy(claim, wording);
  if (!isWhole) return { fits: false, adds: [] };
  const opened = partsOf(wording).filter((part) => isOpened(part, { claim, wording }));
  return { fits: opened.length === 0, adds: opened };
}

/** Whether a wording lacks a number, name or denial of the claim, or many of its other words. */
function lacksMuch(wording: string, claim: string): boolean {
  const lacking = wordsBeyond(claim, wording);
  const isGrave = readWords(lacking.join(' ')).some(
    ({ text }) => isNumeral(text) || isPolar(text) || nameKind(text) !== undefined,
  );
  const whole = readWords(claim).filter(({ text }) => isSaying(text)).length;
  return isGrave || lacking.length > whole * MOST_LACKING;
}

const MOST_LACKING = 0.4;

/** Whether a text likely says the same as the other one, with no differing detail. */
function isSaidBy(text: string, other: string): boolean {
  const matcher = createMatcher([{ id: OTHER, title: other, narratives: [] }]);
  const [match] = matcher.match({ text, isWhole: true }).matches;
  return match !== undefined && match.score >= LIKELY && match.differences.length === 0;
}

const LIKELY = 0.6;
const OTHER = 'other';

/** Whether a part of the wording is answered only once the wording is learned. */
function isOpened(part: string, { claim, wording }: { claim: string; wording: string }): boolean {
  const isAnswered = (narratives: string[]) =>
    createMatcher([{ id: OTHER, title: claim, narratives }]).match({ text: part }).tier ===
    'answer';
  return isAnswered([wording]) && !isAnswered([]);
}

/** Splits it into sentences and lines, if it has several. */
function partsOf(text: string): string[] {
  const parts = text.split(/[.!?;](?=\s|$)|\n+/u).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return parts.length < 2 ? [] : parts.slice(0, MOST_PARTS).map((part) => part.trim());
}

const MOST_PARTS = 40;
