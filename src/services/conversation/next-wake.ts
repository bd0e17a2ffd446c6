import type { Profile } from '../../domain/citizens/profile.ts';
import { nextUnaskedAt } from '../../domain/subscriptions/subscription.ts';
import { requestsAt } from '../privacy/process-requests.ts';
import { dueAt } from '../reports/report-reminders.ts';

/** Returns when the next turn of a citizen without a message is due; unasked messages wait while their data is restricted. */
export function nextWake(profile: Profile, reportDays: number): number | null {
  const owed = earliest(dueAt(profile, reportDays), requestsAt(profile));
  return profile.isRestricted ? owed : earliest(owed, nextUnaskedAt(profile.reach ?? {}));
}

/** Returns the earlier of two times; null means never. */
export function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
