import { timeFormats } from './languages.ts';

const days = timeFormats({ dateStyle: 'long', timeZone: 'Asia/Jakarta' });

/** A day (`2024-03-12`) or time in milliseconds in the words of a language, Jakarta time. */
export function formatDay(day: string | number, language: string): string {
  return days(language).format(new Date(day));
}
