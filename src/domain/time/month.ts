import { jakartaDay, startOfDay } from './jakarta-day.ts';

/** A month in Jakarta, as it is written in an address; undefined where a text is none. */
export function readMonth(text: string): string | undefined {
  return /^20\d\d-(?:0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}

/** From its first moment in Jakarta until the next month's. */
export function spanOf(month: string): Span {
  return { since: startOfDay(`${month}-01`), until: startOfDay(`${monthAfter(month)}-01`) };
}

/** The month that was over last at a time. */
export function lastMonth(now: number): string {
  const [year = 0, month = 0] = jakartaDay(now).split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

/** Parts of a month: its first, second, third and fourth seven days, and the rest; no week lies in two months. */
export const weeks = [
  'days-01-07',
  'days-08-14',
  'days-15-21',
  'days-22-28',
  'days-29-31',
] as const;

/** The part of its month that a day in Jakarta lies in. */
export function weekOf(day: string): (typeof weeks)[number] {
  return weeks[Math.ceil(Number(day.slice(8)) / 7) - 1] ?? 'days-29-31';
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** From a time until before another. */
export interface Span {
  since: number;
  until: number;
}
