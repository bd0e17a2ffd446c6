import { findNames, givenNames, notNames, titles } from './find-names.ts';

export const NAME_MASK = '[nama]';

/** Finds the names by which the writer of some texts identifies themself. */
export function ownNamesIn(texts: readonly string[]): string[] {
  const names = texts
    .map(plain)
    .flatMap((text) =>
      findNames(text).flatMap(({ kind, at, end }) => (kind === 'self' ? text.slice(at, end) : [])),
    );
  return [...new Set(names)];
}

/** Masks the writer's own names, as far as they identify themself in the text. */
export function maskOwnNames(text: string): string {
  const names = ownNamesIn([text]);
  return names.length === 0 ? text : maskKnown(plain(text), names);
}

/** Masks the known names, and those of people whom the text calls by name. */
export function maskNames(text: string, known: readonly string[]): string {
  const shown = plain(text);
  const spans = findNames(shown).filter(({ kind }) => kind !== 'maybe');
  let masked = shown;
  for (const { at, end } of spans.toReversed()) {
    masked = `${masked.slice(0, at)}${NAME_MASK}${masked.slice(end)}`;
  }
  return maskKnown(masked, known);
}

/** Lists possible names that remain, each once; a person has to check them. */
export function possibleNames(text: string): string[] {
  const all = findNames(text).map(({ at, end }) => text.slice(at, end));
  return [...new Set(all)].slice(0, MOST_POSSIBLE);
}

/** Normalises look-alike letters and removes invisible characters, which would hide a name. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/\p{Cf}/gu, '');
}

const MOST_POSSIBLE = 20;
const MOST_KNOWN = 20;
/** A known name may be of any length, a pattern may not. */
const MOST_PARTS = 10;
const LONGEST_PART = 60;

/** Masks known names: the whole name in any case and joining, then each part that is not a common word. */
export function maskKnown(text: string, known: readonly string[]): string {
  const names = known.slice(0, MOST_KNOWN).map(partsOf);
  const whole = names.filter((parts) => parts.join('').length > 2).map(patternOf);
  const parts = names.flat().filter(isTelling);
  const loose = parts.filter((part) => givenNames.has(part.toLowerCase())).map(RegExp.escape);
  const strict = parts.map((part) => RegExp.escape(part.charAt(0).toUpperCase() + part.slice(1)));
  let masked = text;
  for (const [patterns, flags] of [
    [whole, 'giu'],
    [loose, 'giu'],
    [strict, 'gu'],
  ] as const) {
    for (const pattern of patterns) masked = masked.replace(bounded(pattern, flags), NAME_MASK);
  }
  return masked.replace(TWICE, NAME_MASK);
}

function partsOf(name: string): string[] {
  const parts: string[] = plain(name).match(PART) ?? [];
  return parts.filter(({ length }) => length <= LONGEST_PART).slice(0, MOST_PARTS);
}

const PART = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const TWICE = /\[nama\](?:[ .]{1,3}\[nama\])+/g;

function isTelling(part: string): boolean {
  const low = part.toLowerCase();
  return part.length > 2 && !notNames.has(low) && !titles.has(low) && low !== 'binti';
}

/** Parts of a name may be joined by nothing, a dot, a line or a space, as in account addresses. */
function patternOf(parts: readonly string[]): string {
  return parts.map(RegExp.escape).join('[\\s._-]{0,3}');
}

function bounded(pattern: string, flags: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}])`, flags);
}
