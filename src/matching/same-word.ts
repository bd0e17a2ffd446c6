import { nameKind } from './gazetteer.ts';
import { isNumeral } from './numeral.ts';
import { differing, isSlip } from './spelling.ts';

/** Whether two different words may be one: a typo, an abbreviation, a cut end. */
export function mayBeSameWord(sent: string, stored: string, cut: boolean): boolean {
  if (sent === stored) return true;
  const shorter = Math.min(sent.length, stored.length);
  if (isNumeral(sent) || isNumeral(stored)) return isSameDigits(sent, stored);
  if (sent[0] !== stored[0] && sent.at(-1) !== stored.at(-1)) return false; // as most
  const [short, long] = sent.length < stored.length ? [sent, stored] : [stored, sent];
  const isAlike =
    (cut && sent.length >= 2 && stored.startsWith(sent)) ||
    (shorter >= 4 && (isSlip(sent, stored) || long.startsWith(short))) ||
    (shorter === 3 && (isSwap(sent, stored) || isDropped(sent, stored))) ||
    (shorter >= 8 && isDoubleSlip(sent, stored)) ||
    isAbbreviation(short, long);
  return isAlike && !(nameKind(sent) && nameKind(stored));
}

/** Whether the short form is the long one without some vowels: cmpr, campur. */
export function isAbbreviation(short: string, long: string): boolean {
  if (short.length < 2 || short.length >= long.length || short[0] !== long[0]) return false;
  if (short.length * 3 <= long.length) return false;
  if ((short.match(VOWELS)?.length ?? 0) > short.length / 3) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}

/** Sia ↔ siap: short words are too similar to allow a changed letter. */
function isDropped(sent: string, stored: string): boolean {
  return sent.length === 3 && stored.length === 4 && isSlip(sent, stored);
}

/** Sam ↔ sma. */
function isSwap(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join('') === [...b].sort().join('') && isSlip(a, b);
}

/** Whether one number is the other without its "juta" or "miliar". */
function isSameDigits(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.startsWith(short) && /^(?:000){1,4}$/.test(long.slice(short.length));
}

const VOWELS = /[aiueo]/g;

function isDoubleSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  return differing(a, b).every((stretch) => stretch.length <= 2);
}
