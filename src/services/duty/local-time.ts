import { dayOf, isDate, isoOf } from '../../domain/time/calendar.ts';
import {
  fromLocal,
  readMinute,
  showMinute,
  toLocal,
  type Zone,
} from '../../domain/time/clock-zone.ts';

/** Reads `2027-02-14 07:30`, with a T or a space between, as it is on the clocks of a zone; undefined for what is no time. */
export function readLocal(text: string, zone: Zone): number | undefined {
  const [, day, time] = /^\s*(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?\s*$/.exec(text) ?? [];
  const minute = readMinute(time ?? '');
  if (day === undefined || minute === undefined || !isDate(day)) return undefined;
  return fromLocal({ day: dayOf(day), minute }, zone);
}

/** A time as `2027-02-14 07:30 WIB`. */
export function showLocal(at: number, zone: Zone): string {
  const { day, minute } = toLocal(at, zone);
  return `${isoOf(day)} ${showMinute(minute)} ${zone}`;
}
