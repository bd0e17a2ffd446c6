import { type DayNumber, dayOf, isDate, isoOf, weekdayOf } from './calendar.ts';
import { toLocal, type Zone } from './clock-zone.ts';

const MONTHS =
  'januari|january|jan|februari|february|feb|maret|march|mar|april|apr|mei|may|juni|june|jun|juli|july|jul|agustus|august|agu|agt|aug|september|sept|sep|oktober|october|okt|oct|november|nopember|nov|nop|desember|december|des|dec';
const STARTS = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'ag', 'sep', 'ok', 'no', 'de'];
const ENGLISH: Readonly<Record<string, number>> = { may: 5, aug: 8, oct: 10 };
const WEEKDAYS: readonly RegExp[] = [
  /\b(?:senin|monday)\b/,
  /\b(?:selasa|tuesday)\b/,
  /\b(?:rabu|wednesday)\b/,
  /\b(?:kamis|thursday)\b/,
  /\b(?:jumat|jum'at|friday)\b/,
  /\b(?:sabtu|saturday)\b/,
  /\b(?:minggu|ahad|sunday)\b/,
];
const NUMBERS = 'se|satu|dua|tiga|empat|lima|enam|tujuh|one|two|three|four|five|six|seven|a';
const VALUES = [1, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 1];

/** Reads a past day, such as "kemarin sore", "3 hari lalu", "Senin" or "12 November"; "today" is as in the zone. */
export function readWhen(text: string, { now, zone }: { now: number; zone: Zone }) {
  const said = text.toLowerCase().replace(/\s+/g, ' ').trim();
  const today = toLocal(now, zone).day;
  const day =
    writtenDate(said, today) ??
    spanAgo(said, today) ??
    (NAMED_BACK.test(said) ? weekday(said, today) : undefined) ??
    namedDay(said, today) ??
    weekday(said, today);
  return day === undefined || day > today ? undefined : isoOf(day);
}

/** "Senin kemarin" is last Monday; "minggu kemarin" may be last week. */
const NAMED_BACK =
  /\b(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|ahad) (?:kemarin|kemaren|kmrn|lalu)\b/;

function writtenDate(said: string, today: DayNumber): DayNumber | undefined {
  const iso = said.match(/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/);
  if (iso) return toDay(today, iso[3], Number(iso[2]), iso[1]);
  const named =
    said.match(new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (${MONTHS})\\b\\.?(?: (\\d{4}))?`)) ??
    flip(
      said.match(new RegExp(`\\b(${MONTHS})\\b\\.? (\\d{1,2})\\b(?:st|nd|rd|th)?,?(?: (\\d{4}))?`)),
    );
  if (named) return toDay(today, named[1], monthOf(named[2] ?? ''), named[3]);
  const numbers = said.match(/\b(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?\b(?![.:]\d)/);
  if (numbers && !/\b(?:jam|pukul|pkl)\.? ?\d{1,2}[.:]\d{2}/.test(said)) {
    const year = numbers[3]?.length === 2 ? `20${numbers[3]}` : numbers[3];
    return toDay(today, numbers[1], Number(numbers[2]), year);
  }
  const date = said.match(/\b(?:tanggal|tgl)\.? (\d{1,2})\b/);
  return date ? recentDate(today, Number(date[1])) : undefined;
}

function flip(found: RegExpMatchArray | null): (string | undefined)[] | undefined {
  return found ? [found[0], found[2], found[1], found[3]] : undefined;
}

function monthOf(name: string): number {
  return ENGLISH[name.slice(0, 3)] ?? STARTS.findIndex((start) => name.startsWith(start)) + 1;
}

/** Reads a date; without a year it is the latest one in the past. */
function toDay(today: DayNumber, date: string | undefined, month: number, year?: string) {
  const present = Number(isoOf(today).slice(0, 4));
  const years = year === undefined ? [present, present - 1] : [Number(year)];
  for (const each of years) {
    const iso = `${each}-${String(month).padStart(2, '0')}-${(date ?? '').padStart(2, '0')}`;
    if (isDate(iso) && (dayOf(iso) <= today || year !== undefined)) return dayOf(iso);
  }
  return undefined;
}

/** Reads "tanggal 12" of this month, or of the previous one. */
function recentDate(today: DayNumber, date: number): DayNumber | undefined {
  for (let day = today; day > today - 62; day -= 1) {
    if (Number(isoOf(day).slice(8)) === date) return day;
  }
  return undefined;
}

function spanAgo(said: string, today: DayNumber): DayNumber | undefined {
  const found = said.match(
    new RegExp(
      `\\b(\\d{1,3}|${NUMBERS}) ?(hari|minggu|pekan|bulan|days?|weeks?|months?) (?:yang |yg )?(?:lalu|kemarin|ago)\\b`,
    ),
  );
  if (!found) return undefined;
  const [, amount = '', unit = ''] = found;
  const number = /^\d/.test(amount)
    ? Number(amount)
    : (VALUES[NUMBERS.split('|').indexOf(amount)] ?? 1);
  const days = /^(?:minggu|pekan|week)/.test(unit) ? 7 : /^(?:bulan|month)/.test(unit) ? 30 : 1;
  return today - number * days;
}

function namedDay(said: string, today: DayNumber): DayNumber | undefined {
  if (
    /\b(?:kemarin lusa|kemarin dulu|kemaren dulu|dua hari kemarin|day before yesterday)\b/.test(
      said,
    )
  )
    return today - 2;
  if (
    /\b(?:kemarin|kemaren|kmrn|semalam|semalem|tadi malam|tadi malem|yesterday|last night)\b/.test(
      said,
    )
  )
    return today - 1;
  const isToday =
    /\b(?:hari ini|barusan|baru saja|baru aja|sekarang|tadi|today|just now|this morning)\b/.test(
      said,
    );
  return isToday ? today : undefined;
}

/** Returns the latest such weekday in the past; today only if the text says so. */
function weekday(said: string, today: DayNumber): DayNumber | undefined {
  const wanted = WEEKDAYS.findIndex((name) => name.test(said));
  if (wanted < 0) return undefined;
  const back = (weekdayOf(today) - wanted + 7) % 7;
  return today - (back === 0 ? 7 : back);
}
