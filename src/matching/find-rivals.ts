import counted from './counted.json' with { type: 'json' };
import { nameKind } from './gazetteer.ts';
import type { Difference, DifferenceType } from './match.ts';
import { isNumeral } from './numeral.ts';
import { listed } from './plain-words.ts';
import type { QueryWord } from './read-query.ts';
import { mayBeSameWord } from './same-word.ts';
import { isFigure, isOffer, isSpan, readThings, type Thing } from './things.ts';

/** A message, or one text of a fact-check, with all that it names. */
export interface Said {
  words: readonly SaidWord[];
  things: readonly Thing[];
  /** Whether it was read from a picture, of which parts may be missed or misread. */
  isSeen?: boolean;
}

export type SaidWord = Pick<QueryWord, 'text' | 'written' | 'roots' | 'anchor'> & {
  unsure?: boolean;
};

/** Reads what a text names. */
export function saidBy(words: readonly SaidWord[], isSeen = false): Said {
  return { words, things: readThings(words), isSeen };
}

/** A text whose things are looked for in a message, and whether the message is mostly a copy of it. */
export interface Head extends Said {
  isCopied: boolean;
}

/** Finds what a message says in place of something in a fact-check's headlines and not elsewhere; the most telling comes first. */
export function findRival(
  message: Said,
  { heads, texts }: { heads: readonly Head[]; texts: readonly Said[] },
): Difference | undefined {
  const isOffered = isOffer(message.words);
  const sent = onlyIn(message, texts).filter(
    (thing) =>
      (message.isSeen || !message.words[thing.from]?.unsure) && !(isOffered && isFigure(thing)),
  );
  const pairs = heads.flatMap((head) => {
    const stored = onlyIn(head, [message]);
    return sent.flatMap((thing) =>
      stored
        .filter((other) => areRivals([message, thing], [head, other]))
        .map((other) => {
          const type = thing.type === other.type ? thing.type : 'other';
          const rank = thing.kind === other.kind ? thing.rank : LAST;
          // A picture may skip rows: there a thing is only replaced by one of its kind, in its place.
          const isPlaced =
            thing.kind === other.kind && haveNeighbours([message, thing], [head, other]);
          const isSure = isClear(message, thing) && (isPlaced || !message.isSeen);
          const pair = [phraseOf(message, thing), phraseOf(head, other)] as const;
          return { rank: isSure ? rank : LAST, difference: differ(type, pair, isSure) };
        }),
    );
  });
  const [best] = pairs.toSorted((a, b) => a.rank - b.rank);
  return best?.difference;
}

/** Whether a stretch of a text was surely read: in a picture, also the words around it, which the store knows. */
export function isClear({ words, isSeen }: Said, { from, to }: Stretch) {
  const around = words.slice(Math.max(0, from - BESIDE), to + BESIDE);
  const within = words.slice(from, to);
  const isKnown = (word: SaidWord) =>
    word.roots.length > 0 || isNumeral(word.text) || within.includes(word);
  return !isSeen || around.every((word) => !word.unsure && isKnown(word));
}

/** Returns the things of a text that no other text mentions in any form. */
function onlyIn({ words, things }: Said, others: readonly Said[]): Thing[] {
  const isSaid = (thing: Thing, { words: texts, things: named }: Said) => {
    if (named.some(({ key }) => key === thing.key)) return true;
    const isBare = thing.kind === 'number' && !isSpan(thing);
    const own = words.slice(thing.from, isBare ? thing.from + 1 : thing.to);
    const isExact = (word: SaidWord) =>
      isNumeral(word.text) && WHOLE.has(thing.key.split(' ')[1] ?? '') && !isOffer(words);
    const isIn = (word: SaidWord) =>
      texts.some((other) => (isExact(word) ? word.text === other.text : isSame(word, other)));
    return thing.kind === 'person' ? own.some(isIn) : own.every(isIn);
  };
  return things.filter((thing) => !others.some((other) => isSaid(thing, other)));
}

/** Of these, "3" is never short for 3.000, as it may be of money. */
const WHOLE = listed(counted.whole);

/** A difference of one phrase on each side, first the message's. */
export function differ(
  type: DifferenceType,
  [message, factCheck]: readonly [string, string],
  isSure = true,
): Difference {
  return { type, message: [message], factCheck: [factCheck], ...(!isSure && { unsure: true }) };
}

/** Returns a stretch of a text as written; an amount of several words is one word. */
export function phraseOf({ words }: Said, { from, to }: Stretch): string {
  const written = words.slice(from, to).map((word) => word.written);
  return written.filter((word, at) => word !== written[at - 1]).join(' ');
}

function isSame(word: SaidWord, other: SaidWord): boolean {
  if (word.text === other.text) return true;
  if (nameKind(word.text) && nameKind(other.text)) return false;
  if (!isNumeral(word.text) && sharesRoot(word, other)) return true;
  return word.text[0] === other.text[0] && mayBeSameWord(word.text, other.text, false);
}

export function sharesRoot({ roots }: SaidWord, other: SaidWord | undefined): boolean {
  return other?.roots.some((root) => roots.includes(root)) ?? false;
}

/** Whether two things stand in the same place of two texts; of different kinds only in a copy. */
function areRivals(
  [message, thing]: readonly [Said, Thing],
  [head, other]: readonly [Head, Thing],
): boolean {
  const isOther = thing.kind !== other.kind;
  if (isOther && !(head.isCopied && isProper(thing) && isProper(other))) return false;
  if (isFigure(thing) && !areComparable(thing, other)) return false;
  if (thing.key === HOME && !head.isCopied) return false;
  return (!isOther && thing.topic === true) || haveNeighbours([message, thing], [head, other]);
}

type Stretch = Pick<Thing, 'from' | 'to'> & Partial<Thing>;

/** Whether two stretches of words share one of the words nearest to them. */
export function haveNeighbours(
  [message, thing]: readonly [Said, Stretch],
  [head, other]: readonly [Said, Stretch],
): boolean {
  const reach = thing.kind !== other.kind || thing.kind === 'number' ? 1 : REACH;
  const [before, after] = neighbours(message, thing, reach);
  const [otherBefore, otherAfter] = neighbours(head, other, reach);
  const meet = (some: readonly SaidWord[], others: readonly SaidWord[]) =>
    some.some((word) => others.some((one) => sharesRoot(word, one)));
  return meet(before, otherBefore) || meet(after, otherAfter);
}

const REACH = 3;
/** Words on either side of a thing that have to be legible in a picture. */
const BESIDE = 2;
const LAST = Number.POSITIVE_INFINITY;
/** Named in passing by many messages. */
const HOME = 'indonesia';

function isProper({ type }: Thing): boolean {
  return type === 'name' || type === 'place';
}

/** Numbers are compared if they count the same or are spans of time, dates if both are days or both are years. */
function areComparable(thing: Thing, other: Thing): boolean {
  const [, unit] = thing.key.split(' ');
  const [, otherUnit] = other.key.split(' ');
  if (thing.kind === 'date') return !unit === !otherUnit;
  return unit === otherUnit || (isSpan(thing) && isSpan(other));
}

/** Returns the nearest words before and after a thing on which a match may be built. */
function neighbours(
  { words }: Said,
  { from, to }: Stretch,
  reach: number,
): [SaidWord[], SaidWord[]] {
  const near = (start: number, end: number) =>
    words.slice(Math.max(0, start), end).filter(({ anchor }) => anchor);
  return [near(from - FAR, from).slice(-reach), near(to, to + FAR).slice(0, reach)];
}

/** Words looked through for neighbours. */
const FAR = 12;
