import { isNumeral } from './numeral.ts';
import { setsOf } from './plain-words.ts';
import lists from './rotating-words.json' with { type: 'json' };
import { MONTHS } from './split-words.ts';

/** Parts of a scam that differ from copy to copy: the contact, the sum, the day of the draw. */
export const rotatingKinds = ['phone', 'amount', 'name', 'date'] as const;
export type RotatingPart = (typeof rotatingKinds)[number];

/** Word as the matcher compares it. */
interface Read {
  readonly text: string;
}

/** Returns which words are rotating parts, by position; where nobody asks for anything, only telephone numbers are. */
export function rotatingParts(words: readonly Read[], asks = isPitch(words)) {
  const parts = new Map<number, RotatingPart>();
  const draws = asks && words.some(({ text }) => WORDS.draw.has(text));
  for (let from = 0; from < words.length; ) {
    const phone = endOfPhone(words, from);
    const to = phone ?? endOfNumbers(words, from);
    const kind = phone ? 'phone' : asks ? kindAt(words, { from, to, draws }) : undefined;
    for (let at = from; kind && at < Math.max(to, from + 1); at++) parts.set(at, kind);
    from = Math.max(to, from + 1);
  }
  return parts;
}

/** Whether a text offers something and says how to get it: whom to call, what to click or fill in. */
export function isPitch(words: readonly Read[]): boolean {
  const offers = new Set<string>();
  let calls = false;
  for (const { text } of words) {
    if (WORDS.offer.has(text) || (isNumeral(text) && isAmount(text))) offers.add(text);
    if (WORDS.call.has(text)) calls = true;
  }
  return (
    words.length >= SHORTEST_PITCH && (offers.size >= FULL_OFFER || (calls && offers.size > 0))
  );
}

/** Whether a text is an appeal to its reader, so that its telephone number is the contact and not its subject. */
export function isAppeal(words: readonly Read[]): boolean {
  const asks = ({ text }: Read) =>
    WORDS.offer.has(text) || (WORDS.call.has(text) && !WORDS.channel.has(text));
  return words.length >= SHORTEST_PITCH || words.some(asks);
}

/** A headline about an offer is shorter, and so is "Akun WA Sekda 0812…". */
const SHORTEST_PITCH = 12;
/** So many conditions are an offer, though the link stands elsewhere. */
const FULL_OFFER = 3;

const WORDS = setsOf(lists);

/** Returns the end of the numbers in a row that are no telephone number. */
function endOfNumbers(words: readonly Read[], from: number): number {
  let to = from;
  while (isNumeral(words[to]?.text ?? '') && endOfPhone(words, to) === undefined) to += 1;
  return to;
}

/** Returns the end of a mobile number: 081234567890 · 62 812 3456 7890 · 812 3456 7890, without the zero that reading drops. */
function endOfPhone(words: readonly Read[], from: number): number | undefined {
  let digits = '';
  let to = from;
  for (; isNumeral(words[to]?.text ?? '') && digits.length < MOST_DIGITS; to += 1) {
    const next = words[to]?.text ?? '';
    const isWhole = next.length > LONGEST_GROUP;
    if (to > from && (isWhole || digits.length + next.length > MOST_DIGITS)) break;
    digits += next;
    if (isWhole) return isMobile(digits, LEAST_DIGITS) ? from + 1 : undefined;
  }
  return isMobile(digits, LEAST_DIGITS - 1) && to > from + 1 ? to : undefined;
}

function isMobile(digits: string, least: number): boolean {
  return digits.length >= least && digits.length <= MOST_DIGITS && MOBILE.test(digits);
}

const MOBILE = /^(?:0|62|620)?8\d/;
const LONGEST_GROUP = 5;
const LEAST_DIGITS = 9;
const MOST_DIGITS = 16;

function kindAt(
  words: readonly Read[],
  { from, to, draws }: { from: number; to: number; draws: boolean },
): RotatingPart | undefined {
  const run = words.slice(from, to);
  // Rp20.000.000.00 is read as several numbers.
  const isBroken = run.length >= 3 && run.some(({ text }) => text === '0');
  const isPaid = run.length > 0 && WORDS.sum.has(words[from - 1]?.text ?? '');
  if (isBroken || isPaid || run.some(({ text }) => isAmount(text))) return 'amount';
  if (draws && isDayOrMonth(words, from)) return 'date';
  return isContactName(words, from) ? 'name' : undefined;
}

/** Whether a number is a sum or a count, and no year, age or hour. */
function isAmount(text: string): boolean {
  const value = Number(text);
  return value >= 1000 && !(text.length === 4 && value >= 1900 && value < 2100);
}

function isContactName(words: readonly Read[], at: number): boolean {
  const text = words[at]?.text ?? '';
  const before = words[at - 1]?.text ?? '';
  const isAfterTitle =
    WORDS.title.has(before) ||
    (WORDS.given.has(before) && WORDS.title.has(words[at - 2]?.text ?? ''));
  const isAfterPhone = isNumeral(before) && before.length > 3;
  return WORDS.given.has(text) && (isAfterTitle || isAfterPhone);
}

function isDayOrMonth(words: readonly Read[], at: number): boolean {
  const isMonth = (place: number) => MONTHS.includes(words[place]?.text ?? '');
  return isMonth(at) || (Number(words[at]?.text) <= 31 && isMonth(at + 1));
}
