import counted from './counted.json' with { type: 'json' };
import { isNumeral } from './numeral.ts';
import rivals from './rivals.json' with { type: 'json' };

/** Something of which a claim names one and not another of its kind: a person, a country, an illness, an amount. */
export interface Thing {
  kind: ThingKind;
  /** The same for all names of one thing: "beijing" and "china". */
  key: string;
  from: number;
  to: number;
}

export type ThingKind = keyof typeof rivals | 'number' | 'date';

/** Words by position, as compared and as written. */
export interface WordRow {
  texts: readonly string[];
  written: readonly string[];
}

/** Returns the first things of a text, by the positions of its words. */
export function readThings({ texts, written }: WordRow): Thing[] {
  const things: Thing[] = [];
  for (let at = 0; at < texts.length && things.length < MOST; ) {
    const thing = nameAt(texts, at) ?? numberAt(texts, at, written[at] ?? '');
    const last = things.at(-1);
    if (thing && last?.to === at && last.key === thing.key) last.to = thing.to;
    else if (thing) things.push(thing);
    at = thing?.to ?? at + 1;
  }
  return things;
}

/** Whether a text asks its reader to get in touch, as scams do: their figures change from copy to copy. */
export function asksForContact({ texts }: WordRow): boolean {
  return texts.some((text) => CONTACT.has(text) || isTelephone(text));
}

/** Whether a text offers money or work, with or without a contact. */
export function isOffer(row: WordRow): boolean {
  return asksForContact(row) || row.texts.some((text) => OFFER.has(text));
}

const MOST = 40;
const LONGEST_NAME = 3;

const NAMES = new Map<string, { kind: ThingKind; key: string }>();
for (const [kind, list] of Object.entries(rivals)) {
  for (const group of list.split(',')) {
    for (const name of group.split(' ')) {
      NAMES.set(name.replaceAll('_', ' '), { kind: kind as keyof typeof rivals, key: group });
    }
  }
}

function nameAt(texts: readonly string[], at: number): Thing | undefined {
  for (let length = LONGEST_NAME; length > 0; length--) {
    const name = NAMES.get(texts.slice(at, at + length).join(' '));
    if (name && at + length <= texts.length) return { ...name, from: at, to: at + length };
  }
  return undefined;
}

const listed = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const UNITS = listed(counted.units);
const CLOCK = listed(counted.clock);
const REACTIONS = listed(counted.reactions);
const CONTACT = listed(counted.contact);
const OFFER = listed(counted.offer);
const LARGE = 1000;

/** An amount, a count with its unit, or a date; a clock, a telephone number, a count of likes is none. */
function numberAt(texts: readonly string[], at: number, written: string): Thing | undefined {
  const text = texts[at] ?? '';
  if (!isNumeral(text) || isTelephone(text)) return undefined;
  const [before = '', next = '', after = ''] = [texts[at - 1], texts[at + 1], texts[at + 2]];
  if ([before, next].some((word) => CLOCK.has(word) || REACTIONS.has(word))) return undefined;
  if (REACTIONS.has(after)) return undefined;
  const isDate = NAMES.get(next)?.kind === 'month';
  if (isDate) return { kind: 'date', key: `${text} ${next}`, from: at, to: at + 2 };
  if (UNITS.has(next)) return { kind: 'number', key: `${text} ${next}`, from: at, to: at + 2 };
  if (YEAR.test(written)) return { kind: 'date', key: text, from: at, to: at + 1 };
  if (Number(text) < LARGE && (isNumeral(next) || isNumeral(before))) return undefined;
  return { kind: 'number', key: text, from: at, to: at + 1 };
}

const YEAR = /^(?:19|20)\d\d$/;

/** Digits of a telephone number; amounts end in zeros. */
function isTelephone(text: string): boolean {
  return text.length >= 8 && isNumeral(text) && !/0{5}$/.test(text);
}
