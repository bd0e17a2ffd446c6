/** A day as the number of days since 1 January 1970; `Date` stays out of pure code. */
export type DayNumber = number;

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Converts an ISO date to its day; years begin in March (Hinnant, days_from_civil). */
export function dayOf(iso: string): DayNumber {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Returns the ISO date of a day (Hinnant, civil_from_days). */
export function isoOf(day: DayNumber): string {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear =
    ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const date = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return [String(year).padStart(4, '0'), pad(month), pad(date)].join('-');
}

/** Whether an ISO date exists in the calendar. */
export function isDate(iso: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && isoOf(dayOf(iso)) === iso;
}

/** Returns the day at a time, in a zone this many hours ahead of UTC. */
export function dayAt(time: number, zone: number): DayNumber {
  return Math.floor((time + zone * HOUR) / DAY);
}

/** Returns the time of an hour of a day in a zone. */
export function timeAt(day: DayNumber, hour: number, zone: number): number {
  return day * DAY + (hour - zone) * HOUR;
}

/** Returns the day of the week, Monday being 0. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
