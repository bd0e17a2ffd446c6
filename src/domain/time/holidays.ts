import { type DayNumber, isoOf, weekdayOf } from './calendar.ts';
import table from './holidays.json' with { type: 'json' };

const holidays = new Map(Object.entries(table.holidays));
const leave = new Map(Object.entries(table.leave));

/** The national holiday or the joint leave of a day. */
export function holidayOn(day: DayNumber): string | undefined {
  return holidays.get(isoOf(day)) ?? leave.get(isoOf(day));
}

/** Whether a day counts as a working day in a legal deadline; joint leave does, so that none is ever too late. */
export function isWorkday(day: DayNumber): boolean {
  return weekdayOf(day) < 5 && !holidays.has(isoOf(day));
}

/** Years whose decree is in the table. */
export const holidayYears = Object.entries(table.sources).flatMap(([year, { isWhole }]) =>
  isWhole ? year : [],
);
