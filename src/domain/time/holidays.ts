import { type DayNumber, isoOf, weekdayOf } from './calendar.ts';
import table from './holidays.json' with { type: 'json' };

const holidays = new Map(Object.entries(table.holidays));
const leave = new Map(Object.entries(table.leave));
const sources = new Map(Object.entries(table.sources));
/** The decree for a year comes out in the autumn before it. */
const AHEAD_DAYS = 60;

/** The national holiday or the joint leave of a day. */
export function holidayOn(day: DayNumber): string | undefined {
  return holidays.get(isoOf(day)) ?? leave.get(isoOf(day));
}

/** Whether a day counts as a working day in a legal deadline; joint leave does, so that none is ever too late. */
export function isWorkday(day: DayNumber): boolean {
  return weekdayOf(day) < 5 && !holidays.has(isoOf(day));
}

/** Returns the year, present or about to begin, whose decree is not in the table; undefined where none lacks. */
export function yearWithoutHolidays(today: DayNumber): string | undefined {
  const years = [today, today + AHEAD_DAYS].map((day) => isoOf(day).slice(0, 4));
  return years.find((year) => !sources.get(year)?.isWhole);
}
