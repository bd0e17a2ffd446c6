import type { Gap, Span } from './align.ts';
import type { Conflict, Sides, SideWord } from './conflict.ts';
import { nameKind } from './gazetteer.ts';
import { isNumeral } from './numeral.ts';
import { FRAME, isPolar, TIME_UNITS, WEIGHTLESS, WRAPPING } from './plain-words.ts';
import { mayBeSameWord } from './same-word.ts';

/** Compares the words in one gap: who, where, how many, and denials. */
export function compareGap(sides: Sides, gap: Gap) {
  const loose = pairSpellings(sides, {
    query: looseIn(sides.query, gap.query),
    field: looseIn(sides.field, gap.field),
  });
  const parallel = lengthOf(gap.field) <= lengthOf(gap.query) + SLACK;
  const conflicts: Conflict[] = [];
  const negation = compareNegation(sides, gap, loose);
  if (negation) conflicts.push(negation);
  conflicts.push(...compareNumbers(sides, loose, parallel || !gap.edge));
  conflicts.push(...compareUnits(sides, gap));
  conflicts.push(...compareContent(sides, loose, parallel));
  if (sides.seen && parallel && !gap.edge) conflicts.push(...findOverlooked(sides, loose));
  return { conflicts, mended: loose.mended, looseQuery: loose.query };
}

interface Loose {
  query: number[];
  field: number[];
}

const SLACK = 4;
const SHORT_EDGE = 3;

function lengthOf(span: Span): number {
  return span.to - span.from;
}

function looseIn(words: readonly SideWord[], span: Span): number[] {
  const places: number[] = [];
  for (let at = span.from; at < span.to; at++) {
    const word = words[at];
    if (!word?.anchor || word.moved || (word.text.length < 2 && !isNumeral(word.text))) continue;
    if (!WEIGHTLESS.has(word.text) && !FRAME.has(word.text)) places.push(at);
  }
  return places;
}

/** Takes out words that are spelt alike; `mended` are positions of message words that are misspelt or cut words of the field. */
function pairSpellings(sides: Sides, loose: Loose): Loose & { mended: number[] } {
  if (loose.query.length === 0 || loose.field.length === 0) return { ...loose, mended: [] };
  const field = [...loose.field];
  const mended: number[] = [];
  const query = loose.query.filter((place) => {
    const sent = sides.query[place]?.text ?? '';
    const last = place === sides.query.length - 1; // cut off, perhaps
    const twin = field.findIndex(
      (at) =>
        mayBeSameWord(sent, sides.field[at]?.text ?? '', last) || isJoined(sent, sides.field, at),
    );
    if (twin < 0) return true;
    if (isJoined(sent, sides.field, field[twin] ?? -1)) field.splice(twin, 2);
    else field.splice(twin, 1);
    mended.push(place);
    return false;
  });
  return { query, field, mended };
}

/** Srimulyani ↔ sri mulyani. */
function isJoined(word: string, others: readonly SideWord[], at: number): boolean {
  const [first, second] = [others[at]?.text ?? '', others[at + 1]?.text ?? ''];
  if (!first || !second || first.length + second.length !== word.length) return false;
  return (word.length > 5 || isNumeral(word)) && word.startsWith(first) && word.endsWith(second);
}

function compareNegation(sides: Sides, gap: Gap, loose: Loose): Conflict | undefined {
  const farOff = gap.edge && lengthOf(gap.field) > SHORT_EDGE;
  const query = findDenials(sides.query, gap.query, sides.field);
  const field = findDenials(sides.field, gap.field, sides.query);
  if (query.length === field.length || (farOff && field.length >= query.length)) return undefined;
  const how = query.length > field.length ? 'added' : 'dropped';
  // A phrase added or dropped with its own "tidak" changes the length, not the claim.
  const phrase = how === 'added' ? loose.query.length > 1 : loose.field.length > 0;
  return { type: 'negation', how, query, field, weight: 1, grave: !phrase };
}

function compareNumbers(sides: Sides, loose: Loose, comparable: boolean): Conflict[] {
  const query = loose.query.filter((at) => isNumeral(sides.query[at]?.text ?? ''));
  if (query.length === 0) return [];
  const field = loose.field.filter((at) => isNumeral(sides.field[at]?.text ?? ''));
  const grave = field.length > 0 && comparable;
  const [how, places] = grave ? (['replaced', field] as const) : (['added', []] as const);
  return [{ type: 'number', how, query, field: places, weight: 1, grave }];
}

/** Compares time units: a week instead of a month differs, though both may stand after "one". */
function compareUnits(sides: Sides, gap: Gap): Conflict[] {
  if (gap.edge) return [];
  const query = unitsIn(sides.query, gap.query);
  const field = query.length === 0 ? [] : unitsIn(sides.field, gap.field);
  const texts = field.map((at) => sides.field[at]?.text);
  const isShared = query.some((at) => texts.includes(sides.query[at]?.text));
  if (isShared || field.length === 0) return [];
  return [{ type: 'number', how: 'replaced', query, field, weight: 1, grave: true }];
}

function unitsIn(words: readonly SideWord[], { from, to }: Span): number[] {
  const units: number[] = [];
  for (let at = from; at < to; at++) if (TIME_UNITS.has(words[at]?.text ?? '')) units.push(at);
  return units;
}

/** Finds a number of the field where the picture shows none, or nothing legible. */
function findOverlooked(sides: Sides, loose: Loose): Conflict[] {
  const isNumber = (words: readonly SideWord[]) => (at: number) => isNumeral(words[at]?.text ?? '');
  const field = loose.field.filter(isNumber(sides.field));
  if (field.length === 0 || loose.query.some(isNumber(sides.query))) return [];
  const { query } = loose;
  return [{ type: 'number', how: 'dropped', query, field, weight: 1, grave: true, unsure: true }];
}

function compareContent(sides: Sides, loose: Loose, parallel: boolean): Conflict[] {
  const query = loose.query.filter((at) => isContent(sides.query[at]));
  if (query.length === 0) return [];
  const field = loose.field.filter((at) => isContent(sides.field[at]));
  const queryNames = query.filter((at) => nameKind(sides.query[at]?.text ?? ''));
  const fieldNames = field.filter((at) => nameKind(sides.field[at]?.text ?? ''));
  if (queryNames.length > 0) {
    const type = nameKind(sides.query[queryNames[0] ?? 0]?.text ?? '') ?? 'name';
    const against = fieldNames.length > 0 ? fieldNames : parallel ? field : [];
    const grave = against.length > 0;
    const places = { query: queryNames, field: against };
    const weight = weigh(sides.query, queryNames);
    return [{ type, how: grave ? 'replaced' : 'added', ...places, weight, grave }];
  }
  if (!parallel || field.length === 0) return [];
  const firstName = fieldNames[0];
  const weight = Math.min(weigh(sides.query, query), weigh(sides.field, field));
  const type = (firstName !== undefined && nameKind(sides.field[firstName]?.text ?? '')) || 'other';
  return [{ type, how: 'replaced', query, field, weight, grave: type !== 'other' }];
}

function isContent(word: SideWord | undefined): boolean {
  return word !== undefined && !isNumeral(word.text);
}

/** Returns what the words at some places weigh together. */
export function weigh(words: readonly Pick<SideWord, 'weight'>[], places: readonly number[]) {
  return places.reduce((sum, at) => sum + (words[at]?.weight ?? 0), 0);
}

/** Returns the positions of denials that the other side lacks. */
function findDenials(words: readonly SideWord[], span: Span, others: readonly SideWord[]) {
  const places: number[] = [];
  for (let at = span.from; at < span.to; at++) {
    if (!isPolar(words[at]?.text ?? '') || isAside(words, at)) continue;
    const denied = deniedBy(words, at);
    const alike = others.some(
      (word, place) =>
        isPolar(word.text) && denied !== undefined && deniedBy(others, place) === denied,
    );
    if (!alike) places.push(at);
  }
  return places;
}

// Hoaks bukan? · tidak benar · bukan hoaks: said about the message, not in it.
const ASKING = /\b(?:hoaks|benar|betul|fakta)\b/;

// Jangan berhenti di Anda · jangan sampai putus: a chain message's appeal to its reader.
const TO_THE_READER = /^jangan (?:sampai )?(?:berhenti|putus|lupa)\b/;
const LONGEST_TAIL = 6;

function isAside(words: readonly SideWord[], at: number): boolean {
  if (ASKING.test(`${words[at - 1]?.text} ${words[at + 1]?.text}`)) return true;
  if (words.length - at > LONGEST_TAIL) return false;
  const tail = words.slice(at).map(({ text }) => text);
  return TO_THE_READER.test(tail.join(' ')) && tail.every((text) => WRAPPING.has(text));
}

/** Returns the root of the next informative word after a denial. */
function deniedBy(words: readonly SideWord[], at: number): number | undefined {
  return words.slice(at + 1, at + 4).find((word) => word.anchor && word.root >= 0)?.root;
}
