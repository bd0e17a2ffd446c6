import type { AppDeps } from '../app/app-deps.ts';
import { interests } from '../domain/subscriptions/subscription.ts';
import {
  approveWarning,
  takeBackWarning,
  type Warned,
  warnSubscribers,
} from '../services/subscriptions/warn-subscribers.ts';
import refusals from './refusals.json' with { type: 'json' };

/** Warns subscribers in a played conversation; returns the fault, if any. */
export async function playWarning(
  deps: AppDeps,
  { ticket, reviewer: by }: { ticket: string; reviewer: string },
  event: 'send' | 'approve' | 'take-back',
): Promise<string | undefined> {
  const action = { ticket, by };
  const warned =
    event === 'send'
      ? await warnSubscribers(deps, action, interests)
      : event === 'approve'
        ? await approveWarning(deps, action)
        : await takeBackWarning(deps, action);
  return warningProblem(ticket, warned);
}

/** What an editor has to know where a warning did not go through. */
export function warningProblem(ticket: string, warned: Warned): string | undefined {
  return warned.type === 'refused' ? `${ticket}: ${refusals.warning[warned.why]}` : undefined;
}
