import { showMinute, toLocal, type Zone } from '../domain/time/clock-zone.ts';
import { languageFacts } from '../i18n/languages.ts';
import type { Language } from './ui-text.ts';

const places: Readonly<Record<Zone, string>> = {
  WIB: 'Asia/Jakarta',
  WITA: 'Asia/Makassar',
  WIT: 'Asia/Jayapura',
};

/** A time on the clocks of a zone: the day of the week, the day, the hour. */
export function showIn(at: number, zone: Zone, language: Language): string {
  return `${showDayIn(at, zone, language)} ${showClockIn(at, zone)} ${zone}`;
}

/** The day that it is in a zone, such as "Sen, 14 Feb". */
export function showDayIn(at: number, zone: Zone, language: Language): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  return new Intl.DateTimeFormat(languageFacts(language).intl, {
    ...options,
    timeZone: places[zone],
  }).format(at);
}

/** The hour and minute in a zone. */
export function showClockIn(at: number, zone: Zone): string {
  return showMinute(toLocal(at, zone).minute);
}

/** Names of the days of the week, Monday first. */
export function weekdayNames(language: Language): string[] {
  const format = new Intl.DateTimeFormat(languageFacts(language).intl, {
    weekday: 'short',
    timeZone: 'UTC',
  });
  return Array.from({ length: 7 }, (_, day) => format.format((day + 4) * 86_400_000)); // 1970-01-05 was a Monday
}
