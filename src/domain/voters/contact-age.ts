import { dayOf } from '../time/calendar.ts';
import { toLocal } from '../time/clock-zone.ts';

/** A contact that nobody checked for half a year may have changed. */
const STALE_DAYS = 180;

/** Whether the day of the last check (an ISO date) is too long ago. */
export function isStale(verified: string, now: number): boolean {
  return toLocal(now, 'WIB').day - dayOf(verified) > STALE_DAYS;
}
