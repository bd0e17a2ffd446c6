import { fromLocal, showMinute, toLocal, type Zone } from '../../domain/time/clock-zone.ts';

/** Reads `2027-02-14 07:30`, with a T or a space between, as it is on the clocks of a zone; undefined for what is no time. */
export function readLocal(text: string, zone: Zone): number | undefined {
  const [, day, time] = /^\s*(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?\s*$/.exec(text) ?? [];
  const sinceEpoch = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(sinceEpoch)) return undefined;
  // A day that the calendar has not got comes back as another one.
  if (new Date(sinceEpoch).toISOString().slice(0, 10) !== day) return undefined;
  return fromLocal({ day: 0, minute: 0 }, zone) + sinceEpoch;
}

/** A time as `2027-02-14 07:30 WIB`. */
export function showLocal(at: number, zone: Zone): string {
  const { day, minute } = toLocal(at, zone);
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  return `${date} ${showMinute(minute)} ${zone}`;
}
