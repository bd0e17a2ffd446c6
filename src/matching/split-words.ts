import lookAlikes from './look-alikes.json' with { type: 'json' };
import { isNumeral, readNumeral } from './numeral.ts';
import type { Word } from './word.ts';

/** Splits one chunk without spaces into words: Rp75.000 · hati2 · k4des · 8/4/2024 · 12:30 · pdi-p. */
export function splitWords(chunk: string): Word[] {
  const letters = foldLetters(chunk);
  if (ONE_WORD.test(letters)) return [{ text: squeeze(letters), written: chunk }];
  const folded = letters
    .replace(/(?<=[a-z])['’‘`´](?=[a-z])/g, '')
    .replace(/^(\(?\d{1,2}):(?=\d\d(?![\d:]))/, '$1.');
  const date = readDate(folded);
  const texts = date ?? folded.replaceAll('%', ' % ').split(JOINTS).flatMap(splitCompound);
  if (texts.length === 1) return [{ text: texts[0] ?? '', written: trimMarks(chunk) }];
  return texts.map((text) => ({ text, written: findWritten(chunk, folded, text) }));
}

function findWritten(chunk: string, folded: string, text: string): string {
  const isAsLong = chunk.length <= LONGEST_SEARCHED && folded.length === chunk.length;
  const at = isAsLong ? folded.indexOf(text) : -1;
  if (at >= 0) return chunk.slice(at, at + text.length);
  const [number, ...more] = isNumeral(text)
    ? (chunk.slice(0, LONGEST_SEARCHED).match(DIGITS) ?? [])
    : [];
  return number !== undefined && more.length === 0 ? number : text;
}

/** Every word of a chunk is searched in the whole chunk. */
const LONGEST_SEARCHED = 500;
const DIGITS = /\d+(?:[.,]\d+)*/g;
const ONE_WORD = /^[a-z]+$/;
const JOINTS = /(?:[^\p{L}\p{N}.,%]|[.,](?!\d)|(?<!\d)[.,])+/u;
const RUNS = /\d+(?:[.,]\d+)*|%|\p{L}+|\p{N}/gu;
const LEET = new Map(Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 9: 'g' }));
const UNITS =
  /^(?:hari|jam|tahun|bulan|minggu|menit|detik|orang|kali|juta|ribu|miliar|milyar|triliun|persen|meter|kilo|ratus|puluh|unit|paket|siswa|anak|negara|lembar|kursi|dolar|watt|byte|liter)/;
export const MONTHS =
  'januari februari maret april mei juni juli agustus september oktober november desember'.split(
    ' ',
  );

function splitCompound(compound: string): string[] {
  const runs = compound.match(RUNS) ?? [];
  if (runs.length < 2) return runs.flatMap(readRun);
  const plain = readDoubling(runs) ?? readLeet(runs);
  return plain ? [squeeze(plain)] : runs.flatMap(readRun);
}

function readRun(run: string): string[] {
  if (run === '%') return ['persen'];
  return isNumeral(run) ? readNumeral(run) : [squeeze(run)];
}

/** Sekaliii → sekali. */
function squeeze(word: string): string {
  return TRIPLED.test(word) ? word.replace(/(\p{L})\1{2,}/gu, '$1') : word;
}

/** Quicker to look for than letters. */
const TRIPLED = /(.)\1\1/u;

/** Hati2 → hati · besar2an → besaran: the 2 means that the word is doubled. */
function readDoubling(runs: readonly string[]): string | undefined {
  const [word = '', digit, ending = ''] = runs;
  if (digit !== '2' || isNumeral(word) || word.length < 3 || runs.length > 3) return undefined;
  return /^(?:|nya|an|kan|i|ku|mu|lah)$/.test(ending) ? word + ending : undefined;
}

/** K4des → kades · 5aya → saya, but not u23, rp75 or 3hari. */
function readLeet(runs: readonly string[]): string | undefined {
  const digits = runs.filter(isNumeral);
  const letters = runs.filter((run) => !isNumeral(run)).join('');
  if (letters.length < 2 || digits.some((run) => !LEET.has(run))) return undefined;
  const [first = '', second = ''] = runs;
  const leads = isNumeral(first) && second.length >= 3 && !UNITS.test(second);
  const inside = runs.slice(1, -1).some(isNumeral) && !isNumeral(first);
  const both = isNumeral(first) && runs.length > 3 && letters.length > digits.length;
  const ends = runs.length === 2 && second === '0' && first.length > 1;
  if (!leads && !inside && !both && !ends) return undefined;
  return runs.map((run) => LEET.get(run) ?? run).join('');
}

function readDate(text: string): string[] | undefined {
  const found = /^\(?(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)\)?[.,;:!?)]*$/.exec(text);
  const month = MONTHS[Number(found?.[3]) - 1];
  const day = Number(found?.[1]);
  if (!found || month === undefined || day < 1 || day > 31) return undefined;
  const year = found[4] ?? '';
  return [String(day), month, year.length === 2 ? `20${year}` : year];
}

function trimMarks(chunk: string): string {
  return chunk.replace(/^[^\p{L}\p{N}]+|(?<![^\p{L}\p{N}%])[^\p{L}\p{N}%]+$/gu, '');
}

/** Turns ornamental, accented and look-alike letters into plain lower-case ones. */
export function foldLetters(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').replace(MARKS, '').toLowerCase();
  const swapped = bare.replace(FOREIGN, (letter) => LOOK_ALIKES.get(letter) ?? letter);
  // Only after lower-casing may a look-alike unfold to an accented or capital letter.
  return swapped.normalize('NFKD').replace(MARKS, '').toLowerCase();
}

/** Removes invisible characters: zero-width joiners, direction marks, soft hyphens. */
export function dropInvisible(text: string): string {
  return BEYOND_ASCII.test(text) ? text.replace(INVISIBLE, '') : text;
}

const PLAIN = /^[\x20-\x7e]*$/;
const BEYOND_ASCII = /[\u0080-\uffff]/;
const MARKS = /\p{M}+/gu;
const FOREIGN = /[^\x20-\x7e]/gu;
const INVISIBLE = /\p{Cf}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/gu;
const LOOK_ALIKES = new Map<string, string>(Object.entries(lookAlikes));
