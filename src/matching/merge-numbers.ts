import { formatNumber, isNumeral } from './numeral.ts';
import { TIME_UNITS } from './plain-words.ts';
import type { Word } from './word.ts';

/** Joins the words of an amount into one number: 35 juta · seratus ribu · 271 T · sebulan. */
export function mergeNumbers(written: readonly Word[]): readonly Word[] {
  if (!written.some(mayCount)) return written;
  const words = countSpans(written);
  const merged: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (!word) break;
    const amount = mayCount(word) ? readAmount(words, at) : undefined;
    if (!amount) {
      if (!CURRENCIES.has(word.text)) merged.push(word);
      at += 1;
      continue;
    }
    const written = words.slice(at, amount.end).map((word) => word.written);
    merged.push({ text: amount.text, written: written.join(' ') });
    at = amount.end;
  }
  return merged;
}

/** Whether a word may begin an amount, or be what is left out of one. */
function mayCount({ text }: Word): boolean {
  return isNumeral(text) || COUNTING.has(text);
}

/** Sebulan and satu bulan become 1 bulan, unlike 3 bulan; seharian and sehari-hari do not. */
function countSpans(words: readonly Word[]): Word[] {
  return words.flatMap((word, at) => {
    const { text, written } = word;
    const [unit, next] = [SPANS.get(text), words[at + 1]?.text ?? ''];
    if (unit !== undefined && unit !== next)
      return ['1', unit].map((part) => ({ text: part, written }));
    return text === 'satu' && TIME_UNITS.has(next) ? { text: '1', written } : word;
  });
}

const SPANS = new Map([...TIME_UNITS].map((unit) => [`se${unit}`, unit]));

interface Amount {
  value: number;
  end: number;
}

const SMALL = new Map(
  'nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas'
    .split(' ')
    .map((word, value) => [word, value]),
);
const SCALES = new Map(
  Object.entries({ ratus: 1e2, ribu: 1e3, juta: 1e6, miliar: 1e9, triliun: 1e12, k: 1e3 }),
);
const WHOLE = new Map(Object.entries({ seratus: 100, seribu: 1000, sejuta: 1e6 }));
const CURRENCIES = new Set(['rp', 'idr', 'rupiah']);
const HUNDRED = 100;
/** Half a million, one and a half million. */
const HALF = 'setengah';
const COUNTING = new Set([HALF, ...CURRENCIES, ...SMALL.keys(), ...WHOLE.keys(), ...SPANS.keys()]);
const LARGEST = 1e15;

function readAmount(words: readonly Word[], at: number): { text: string; end: number } | undefined {
  const first = words[at];
  if (!first) return undefined;
  let amount = readScaled(words, at);
  if (!amount) return undefined;
  for (let next = readScaled(words, amount.end); next; next = readScaled(words, amount.end)) {
    const scaled = next.end - amount.end > 1 && amount.value >= 100;
    if (!scaled || next.value >= lowestScale(words, amount.end)) break;
    amount = { value: amount.value + next.value, end: next.end };
  }
  const lone = amount.end === at + 1;
  if (lone && (first.text === 'satu' || isNumeral(first.text))) return undefined;
  return { text: formatNumber(amount.value), end: amount.end };
}

function readScaled(words: readonly Word[], at: number): Amount | undefined {
  const start = readUnit(words, at);
  if (!start) return undefined;
  let { value, end } = start;
  if (words[end]?.text === HALF && scaleAt(words, end + 1)) [value, end] = [value + 0.5, end + 1];
  for (
    let scale = scaleAt(words, end);
    scale && value * scale < LARGEST;
    scale = scaleAt(words, end)
  ) {
    value *= scale;
    end += 1;
  }
  return { value, end };
}

function readUnit(words: readonly Word[], at: number): Amount | undefined {
  const text = words[at]?.text ?? '';
  if (text === HALF && scaleAt(words, at + 1)) return { value: 0.5, end: at + 1 };
  if (isNumeral(text)) return text.length > 15 ? undefined : { value: Number(text), end: at + 1 };
  const whole = WHOLE.get(text);
  if (whole !== undefined && whole !== HUNDRED) return { value: whole, end: at + 1 };
  const hundreds = readHundreds(words, at);
  if (!hundreds) return readTens(words, at);
  const rest = readTens(words, hundreds.end);
  return rest ? { value: hundreds.value + rest.value, end: rest.end } : hundreds;
}

function readHundreds(words: readonly Word[], at: number): Amount | undefined {
  const text = words[at]?.text ?? '';
  if (WHOLE.get(text) === HUNDRED) return { value: HUNDRED, end: at + 1 };
  const small = SMALL.get(text);
  if (small === undefined || words[at + 1]?.text !== 'ratus') return undefined;
  return { value: small * HUNDRED, end: at + 2 };
}

function readTens(words: readonly Word[], at: number): Amount | undefined {
  const small = SMALL.get(words[at]?.text ?? '');
  if (small === undefined) return undefined;
  const next = words[at + 1]?.text;
  if (next === 'belas') return { value: small + 10, end: at + 2 };
  if (next !== 'puluh') return { value: small, end: at + 1 };
  const ones = SMALL.get(words[at + 2]?.text ?? '') ?? 0;
  return ones > 0 && ones < 10
    ? { value: small * 10 + ones, end: at + 3 }
    : { value: small * 10, end: at + 2 };
}

/** A capital M or T after a number is a scale; a small m is metres. */
function scaleAt(words: readonly Word[], at: number): number | undefined {
  const word = words[at];
  if (!word) return undefined;
  if (word.written === 'M') return 1e9;
  if (word.written === 'T') return 1e12;
  return SCALES.get(word.text);
}

function lowestScale(words: readonly Word[], end: number): number {
  return scaleAt(words, end - 1) ?? WHOLE.get(words[end - 1]?.text ?? '') ?? 0;
}
