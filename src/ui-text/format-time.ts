import { formatDay } from '../i18n/format-date.ts';
import { timeFormats } from '../i18n/languages.ts';
import type { Language, Words } from './ui-text.ts';

const zone = 'Asia/Jakarta';
const times = timeFormats({ dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
const clocks = timeFormats({ timeStyle: 'short', timeZone: zone });
const seconds = timeFormats({ timeStyle: 'medium', timeZone: zone });

/** A time as people in western Indonesia read it. */
export function showTime(at: number, language: Language): string {
  return `${times(language).format(at)} WIB`;
}

/** A day (an ISO date) in words, or a dash where none is known. */
export function showDay(day: string | undefined, language: Language): string {
  return day === undefined ? '–' : formatDay(day, language);
}

/** The hour and minute alone, for what ends today. */
export function showClock(at: number, language: Language): string {
  return `${clocks(language).format(at)} WIB`;
}

/** The hour, minute and second, for what is counted at this moment. */
export function showSeconds(at: number, language: Language): string {
  return `${seconds(language).format(at)} WIB`;
}

/** A span in the largest unit that fits. */
export function showSpan(ms: number, { ago }: Pick<Words, 'ago'>): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return ago.now;
  if (minutes < 90) return ago.minutes(minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? ago.hours(hours) : ago.days(Math.round(hours / 24));
}
