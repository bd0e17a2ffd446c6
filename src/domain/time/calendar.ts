/** A day as the number of days since 1 January 1970. */
export type DayNumber = number;

const DAY = 86_400_000;

export function dayOf(iso: string): DayNumber {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / DAY;
}

export function isoOf(day: DayNumber): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function isDate(iso: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && isoOf(dayOf(iso)) === iso;
}

/** Returns the day of the week, Monday being 0. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}
