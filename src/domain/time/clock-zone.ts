/** Time zones of Indonesia; none has a summer time. */
export const zones = ['WIB', 'WITA', 'WIT'] as const;
export type Zone = (typeof zones)[number];

/** Local time in a zone: days since 1970-01-01 there, and minutes since midnight. */
export interface LocalTime {
  day: number;
  minute: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const OFFSET: Readonly<Record<Zone, number>> = {
  WIB: 420 * MINUTE,
  WITA: 480 * MINUTE,
  WIT: 540 * MINUTE,
};

export function toLocal(at: number, zone: Zone): LocalTime {
  const local = at + OFFSET[zone];
  const day = Math.floor(local / DAY);
  return { day, minute: Math.floor((local - day * DAY) / MINUTE) };
}

/** Converts local time in a zone to a time; minutes may run past midnight. */
export function fromLocal({ day, minute }: LocalTime, zone: Zone): number {
  return day * DAY + minute * MINUTE - OFFSET[zone];
}

/** Returns the time zone of a province; Jakarta's if none is known. */
export function zoneOf(province = ''): Zone {
  if (EAST.test(province)) return 'WIT';
  return MIDDLE.test(province) ? 'WITA' : 'WIB';
}

const EAST = /^(?:Maluku|Papua)/;
const MIDDLE =
  /^(?:Bali|Nusa Tenggara|Kalimantan (?:Selatan|Timur|Utara)|Sulawesi|Gorontalo)(?: |$)/;

/** Minutes since midnight as `07:30`. */
export function showMinute(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** Parses `07:30`, also with a dot as in Indonesia; undefined if it is no time of day. */
export function readMinute(text: string): number | undefined {
  const [, hours, minutes] = /^\s*(\d{1,2})[:.](\d{2})\s*$/.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return Number(hours) * 60 + Number(minutes);
}
