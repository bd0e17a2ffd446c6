import counted from './counted.json' with { type: 'json' };
import type { DifferenceType } from './match.ts';
import { isNumeral } from './numeral.ts';
import { listed, TIME_UNITS } from './plain-words.ts';
import rivals from './rivals.json' with { type: 'json' };
import type { Word } from './word.ts';

/** Something of which a claim names one and not another of its kind: a person, a country, an illness, an amount. */
export interface Thing {
  kind: string;
  /** How its difference is named; a name or place is proper, "the president" is not. */
  type: DifferenceType;
  /** Place in the order from the most telling kind to the least. */
  rank: number;
  /** Whether it is the topic of a claim wherever it stands. */
  topic?: boolean;
  /** The same for all names of one thing: "beijing" and "china". */
  key: string;
  from: number;
  to: number;
}

/** Returns the first things of a text, by the positions of its words. */
export function readThings(words: readonly Word[]): Thing[] {
  const things: Thing[] = [];
  for (let at = 0; at < words.length && things.length < MOST; ) {
    const thing = nameAt(words, at) ?? figureAt(words, at);
    const last = things.at(-1);
    if (thing && last?.to === at && last.key === thing.key) last.to = thing.to;
    else if (thing) things.push(thing);
    at = thing?.to ?? at + 1;
  }
  return things;
}

/** Whether it is an amount, a count or a date. */
export function isFigure({ kind }: Thing): boolean {
  return kind === 'number' || kind === 'date';
}

/** Whether it is a span of time: a week differs from a month, though both are one. */
export function isSpan({ kind, key }: Thing): boolean {
  return kind === 'number' && TIME_UNITS.has(key.split(' ')[1] ?? '');
}

/** Whether a text offers money or work, or asks to get in touch: figures of scams change from copy to copy. */
export function isOffer(words: readonly Word[]): boolean {
  return words.some(({ text }) => OFFER.has(text) || isTelephone(text));
}

const MOST = 40;
const LONGEST_NAME = 3;

const NAMES = new Map(
  rivals.flatMap(({ names, ...kind }, rank) =>
    names.split(',').flatMap((key) => {
      const thing = { ...kind, type: kind.type as DifferenceType, rank, key };
      return key.split(' ').map((name) => [name.replaceAll('_', ' '), thing] as const);
    }),
  ),
);

const STARTS = new Set([...NAMES.keys()].map((name) => name.split(' ')[0]));

function nameAt(words: readonly Word[], from: number): Thing | undefined {
  if (!STARTS.has(words[from]?.text)) return undefined;
  for (let to = Math.min(words.length, from + LONGEST_NAME); to > from; to--) {
    const texts = words.slice(from, to).map(({ text }) => text);
    const name = NAMES.get(texts.join(' '));
    if (name) return { ...name, from, to };
  }
  return undefined;
}

const UNITS = listed(counted.units);
const BARE = listed(`${counted.clock} ${counted.reactions}`);
const OFFER = listed(counted.offer);

/** An amount, a count with its unit, or a date; a clock, a telephone number, a count of likes is none. */
function figureAt(words: readonly Word[], from: number): Thing | undefined {
  const textAt = (at: number) => words[at]?.text ?? '';
  const [before, text, next] = [textAt(from - 1), textAt(from), textAt(from + 1)];
  if (!isNumeral(text) || isTelephone(text)) return undefined;
  if ([before, next, textAt(from + 2)].some((word) => BARE.has(word))) return undefined;
  const isMonth = NAMES.get(next)?.kind === 'month';
  const isLone = !isMonth && !UNITS.has(next);
  if (isLone && (isNumeral(before) || isNumeral(next))) return undefined;
  const type =
    isMonth || (isLone && YEAR.test(text) && YEAR.test(words[from]?.written ?? ''))
      ? 'date'
      : 'number';
  const [key, to] = isLone ? [text, from + 1] : [`${text} ${next}`, from + 2];
  return { kind: type, type, rank: NAMES.size, key, from, to };
}

const YEAR = /^(?:19|20)\d\d$/;

/** Digits of a telephone number; amounts end in zeros. */
function isTelephone(text: string): boolean {
  return text.length >= 8 && isNumeral(text) && !/0{5}$/.test(text);
}
