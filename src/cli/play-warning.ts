import type { AppDeps } from '../app/app-deps.ts';
import { interests } from '../domain/subscriptions/subscription.ts';
import {
  approveWarning,
  takeBackWarning,
  type Warned,
  type WarningRefusal,
  warnSubscribers,
} from '../services/subscriptions/warn-subscribers.ts';

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
  return warned.type === 'refused' ? `${ticket}: ${REFUSALS[warned.why]}` : undefined;
}

const REFUSALS: Readonly<Record<WarningRefusal, string>> = {
  unknown: 'there is no such case',
  undecided: 'it has no verdict yet, or one that can still be taken back',
  withdrawn: 'its verdict was withdrawn',
  calm: 'too few have asked for it since yesterday; subscribers are warned only of what spreads',
  'nobody-chosen': 'choose at least one of the interests that it fits',
  already: 'its subscribers were warned already, or a warning waits for a second person',
  'own-proposal': 'somebody else has to agree to your warning',
  'no-proposal': 'there is no warning for that',
  'too-late': 'it is on its way and can no longer be taken back',
};
