import type { Difference, DifferenceType } from './match.ts';
import { isNumeral } from './numeral.ts';
import { isPolar } from './polarity.ts';
import { mayBeSameWord } from './same-word.ts';
import { stem } from './stem.ts';
import { asksForContact, readThings, type Thing, type ThingKind, type WordRow } from './things.ts';

/** Words of a message, or of one text of a fact-check, by position. */
export interface Body extends WordRow {
  roots: readonly (readonly number[])[];
  isAnchor: readonly boolean[];
  isUnsure?: readonly boolean[];
}

/**
 * Finds what a message says in place of something in the headlines of a fact-check: another country,
 * illness, amount. What occurs anywhere in the other text is no rival. The most telling comes first.
 */
export function findRivals(
  message: Body,
  { heads, fields }: { heads: readonly Body[]; fields: readonly Body[] },
): Difference[] {
  const sent = onlyIn(message, fields);
  const compared = asksForContact(message) ? sent.filter((thing) => !isFigure(thing)) : sent;
  const pairs = heads.flatMap((head) => {
    const stored = onlyIn(head, [message]);
    return compared.flatMap((thing) => {
      const rival = stored.find((other) => areRivals({ message, head }, thing, other));
      return rival
        ? [{ kind: thing.kind, difference: differenceOf([message, thing], [head, rival]) }]
        : [];
    });
  });
  return pairs
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .map(({ difference }) => difference);
}

/** Returns the things of a text that no other text mentions in any form. */
export function onlyIn(body: Body, others: readonly Body[]): Thing[] {
  return readThings(body).filter((thing) => !isSaid(body, thing, others));
}

/** Whether a text says a word in any form. */
export function has({ texts }: Body, text: string): boolean {
  const root = stem(text);
  return texts.some(
    (other) =>
      other === text ||
      (!isNumeral(other) && stem(other) === root) ||
      mayBeSameWord(text, other, false),
  );
}

/** Whether a text denies a word, given by its roots. */
export function isDenied({ texts, roots }: Body, denied: ReadonlySet<number>): boolean {
  return roots.some(
    (own, at) =>
      own.some((root) => denied.has(root)) && texts.slice(Math.max(0, at - 3), at).some(isPolar),
  );
}

/** Returns the words at some positions as written; an amount of several words is one. */
export function wordsOf({ written }: Body, places: readonly number[]): string[] {
  const words = places.map((at) => written[at] ?? '');
  return words.filter((word, at) => word !== words[at - 1]);
}

/** From the most telling: what a claim is about, who, where, how many, when. */
const ORDER: readonly ThingKind[] = [
  'illness',
  'disaster',
  'fuel',
  'document',
  'food',
  'animal',
  'person',
  'country',
  'province',
  'town',
  'organisation',
  'religion',
  'building',
  'vehicle',
  'office',
  'number',
  'month',
  'day',
  'date',
];
/** Kinds that are the topic of a claim wherever they stand in it. */
const TOPICS: ReadonlySet<ThingKind> = new Set(['illness', 'disaster', 'fuel']);

const TYPES: Readonly<Partial<Record<ThingKind, DifferenceType>>> = {
  person: 'name',
  organisation: 'name',
  country: 'place',
  province: 'place',
  town: 'place',
  number: 'number',
  date: 'date',
  month: 'date',
  day: 'date',
};

function isSaid({ texts }: Body, thing: Thing, others: readonly Body[]): boolean {
  const own = texts.slice(thing.from, thing.to);
  if (isFigure(thing)) {
    const [number = ''] = own;
    return others.some((other) => has(other, number));
  }
  return others.some(
    (other) =>
      readThings(other).some(({ key }) => key === thing.key) ||
      own.some((text) => has(other, text)),
  );
}

interface Pair {
  message: Body;
  head: Body;
}

/** Whether two things of one kind stand in the same place of two texts. */
function areRivals({ message, head }: Pair, thing: Thing, other: Thing): boolean {
  if (thing.kind !== other.kind || message.isUnsure?.slice(thing.from, thing.to).some(Boolean)) {
    return false;
  }
  if (TOPICS.has(thing.kind)) return true;
  if (isFigure(thing) && !areComparable(thing, other)) return false;
  const reach = thing.kind === 'number' ? 1 : REACH;
  const [before, after] = [rootsBefore(message, thing, reach), rootsAfter(message, thing, reach)];
  return (
    rootsBefore(head, other, reach).some((root) => before.includes(root)) ||
    rootsAfter(head, other, reach).some((root) => after.includes(root))
  );
}

/** Numbers are compared if they count the same, dates if both are days or both are years. */
function areComparable(thing: Thing, other: Thing): boolean {
  const [, unit] = thing.key.split(' ');
  const [, otherUnit] = other.key.split(' ');
  return thing.kind === 'date' ? !unit === !otherUnit : unit === otherUnit;
}

/** Whether it is an amount, a count or a date. */
export function isFigure({ kind }: Pick<Thing, 'kind'>): boolean {
  return kind === 'number' || kind === 'date';
}

const REACH = 3;

function rootsBefore({ roots, isAnchor }: Body, { from }: Thing, reach: number): number[] {
  const near: number[] = [];
  for (let at = from - 1, left = reach; at >= 0 && left > 0; at--) {
    if (!isAnchor[at]) continue;
    near.push(...(roots[at] ?? []));
    left -= 1;
  }
  return near;
}

function rootsAfter({ roots, isAnchor }: Body, { to }: Thing, reach: number): number[] {
  const near: number[] = [];
  for (let at = to, left = reach; at < roots.length && left > 0; at++) {
    if (!isAnchor[at]) continue;
    near.push(...(roots[at] ?? []));
    left -= 1;
  }
  return near;
}

/** Writes out two things that differ. */
export function differenceOf(
  [message, thing]: readonly [Body, Thing],
  [head, rival]: readonly [Body, Thing],
): Difference {
  const placesOf = ({ from, to }: Thing) => Array.from({ length: to - from }, (_, at) => from + at);
  return {
    type: (thing.kind === rival.kind && TYPES[thing.kind]) || 'other',
    message: [wordsOf(message, placesOf(thing)).join(' ')],
    factCheck: [wordsOf(head, placesOf(rival)).join(' ')],
  };
}
