import { timeFormats } from './languages.ts';

const zone = { timeZone: 'Asia/Jakarta' } as const;
const days = timeFormats({ ...zone, dateStyle: 'long' });
const hours = timeFormats({ ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** A day (`2024-03-12`) or time in milliseconds in the words of a language, Jakarta time. */
export function formatDay(day: string | number, language: string): string {
  return days(language).format(new Date(day));
}

/** The hour and minute of a time as a language writes it, Jakarta time: 21.00 in Indonesian. */
export function formatHour(time: number, language: string): string {
  return hours(language).format(time);
}
