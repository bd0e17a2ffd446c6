import { dayAt, dayOf } from '../time/calendar.ts';

/** A contact that nobody checked for half a year may have changed. */
const STALE_DAYS = 180;
const JAKARTA = 7;

/** Whether the day of the last check (an ISO date) is too long ago. */
export function isStale(verified: string, now: number): boolean {
  return dayAt(now, JAKARTA) - dayOf(verified) > STALE_DAYS;
}
