import { toLocal, type Zone, zones } from '../domain/time/clock-zone.ts';
import { formatDay } from '../i18n/format-date.ts';
import { languageFacts, timeFormats } from '../i18n/languages.ts';
import type { Language, Words } from './ui-text.ts';

const places: Readonly<Record<Zone, string>> = {
  WIB: 'Asia/Jakarta',
  WITA: 'Asia/Makassar',
  WIT: 'Asia/Jayapura',
};
const zone = places.WIB;
const times = zones.map((each) =>
  timeFormats({ dateStyle: 'medium', timeStyle: 'short', timeZone: places[each] }),
);
const clocks = timeFormats({ timeStyle: 'short', timeZone: zone });
const hours = timeFormats({ timeStyle: 'short', timeZone: 'UTC' });
const seconds = timeFormats({ timeStyle: 'medium', timeZone: zone });

/** A time as people in a zone read it. */
export function showTime(at: number, language: Language, zone: Zone = 'WIB'): string {
  return `${times[zones.indexOf(zone)]?.(language).format(at)} ${zone}`;
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

/** A time on the clocks of a zone: the day of the week, the day, the hour. */
export function showIn(at: number, zone: Zone, language: Language): string {
  return `${showDayIn(at, zone, language)} ${showClockIn(at, zone, language)} ${zone}`;
}

/** The day that it is in a zone, such as "Sen, 14 Feb". */
export function showDayIn(
  at: number,
  zone: Zone,
  language: Language,
  weekday: 'short' | 'long' = 'short',
): string {
  const options = { weekday, day: 'numeric', month: 'short', timeZone: places[zone] } as const;
  return new Intl.DateTimeFormat(languageFacts(language).intl, options).format(at);
}

export function showClockIn(at: number, zone: Zone, language: Language): string {
  return showHour(toLocal(at, zone).minute, language);
}

/** A minute of the day as its language writes it: 07.30 in Indonesian, 07:30 in English. */
export function showHour(minute: number, language: Language): string {
  return hours(language).format(minute * 60_000);
}

/** Names of the days of the week, Monday first. */
export function weekdayNames(language: Language): string[] {
  const options = { weekday: 'short', timeZone: 'UTC' } as const;
  const format = new Intl.DateTimeFormat(languageFacts(language).intl, options);
  return Array.from({ length: 7 }, (_, day) => format.format((day + 4) * 86_400_000)); // 1970-01-05 was a Monday
}
