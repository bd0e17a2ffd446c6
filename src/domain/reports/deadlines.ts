import { EXERCISE_MS, isExercise } from '../cases/exercise.ts';
import { type DayNumber, dayOf } from '../time/calendar.ts';
import { fromLocal, toLocal, zoneOf } from '../time/clock-zone.ts';
import { isWorkday } from '../time/holidays.ts';
import { electionKindIn } from '../voters/election.ts';
import type { Report } from './report.ts';

/** Days since it was known: working days in a general election (UU 7/2017 ps 454(6)), else calendar days (UU 1/2015 ps 134). */
export const DEADLINE_DAYS = 7;
/** Offices close at 16:00 local time, on Fridays half an hour later. */
const CLOSING_HOUR = 16;
const DAY = 86_400_000;

/** How long an abandoned draft is kept. */
const DRAFT_MS = 3 * DAY;

/** Computes the deadlines of a report. Unknown days count as the earliest possible day. */
export function clockOf(report: Report) {
  const zone = zoneOf(report.province);
  const started = toLocal(report.startedAt, zone).day;
  const from = report.known?.day ?? report.when?.day;
  const first = from === undefined ? started : Math.min(dayOf(from), started);
  const countsWorkdays = electionKindIn(report.account ?? '') === 'pemilu';
  const day = countsWorkdays ? afterWorkdays(first, DEADLINE_DAYS) : first + DEADLINE_DAYS;
  const at = (before: number, hour: number) =>
    fromLocal({ day: day - before, minute: hour * 60 }, zone);
  return {
    zone,
    day,
    countsWorkdays,
    /** Closing time of the office on that day. */
    deadlineAt: at(0, CLOSING_HOUR),
    reminders: [at(2, 8), at(1, 8), at(0, 7)],
  };
}

function afterWorkdays(from: DayNumber, days: number): DayNumber {
  let day = from;
  for (let left = days; left > 0; ) {
    day += 1;
    if (isWorkday(day)) left -= 1;
  }
  return day;
}

/** Returns when a report is erased; `keptDays` counts from its deadline, unless it is an exercise's. */
export function erasedAt(report: Report, keptDays: number): number {
  if (report.preparedAt === undefined) return report.changedAt + DRAFT_MS;
  if (isExercise(report.id)) return report.preparedAt + EXERCISE_MS;
  return Math.max(clockOf(report).deadlineAt, report.preparedAt) + keptDays * DAY;
}

/** Returns reminders that are still ahead or due; none if nobody asked for them or it is filed. */
export function openReminders(report: Report): number[] {
  const { preparedAt, wantsReminders, isFiled, reminded } = report;
  if (preparedAt === undefined || !wantsReminders || isFiled) return [];
  return clockOf(report).reminders.slice(reminded);
}
