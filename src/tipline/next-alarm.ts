import { reachAt } from '../reach/reach.ts';
import type { Profile } from './profile.ts';
import { alarmAt } from './reports/report-alarms.ts';

/** When something is to be done for a citizen next that they need not write for; null for never. */
export function nextAlarm(profile: Profile, reportDays: number): number | null {
  const times = [alarmAt(profile, reportDays), reachAt(profile.reach ?? {})].filter(
    (at) => at !== null,
  );
  return times.length === 0 ? null : Math.min(...times);
}
