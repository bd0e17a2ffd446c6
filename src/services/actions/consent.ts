import { withReach } from '../../domain/citizens/profile.ts';
import { endReach } from '../../domain/subscriptions/subscription.ts';
import type { Call } from '../../ports/turn.ts';
import { noteConsent, noteWithdrawal, standOfConsent } from '../privacy/record-consent.ts';

/** Whether the citizen has agreed to the present privacy notice; who has agreed to another hears why they are asked again. */
export const checkConsent: Call<'given' | 'needed' | 'restricted'> = ({ tipline, turn }) => {
  if (turn.profile.isRestricted) return { outcome: 'restricted' };
  const stand = standOfConsent(tipline, turn);
  if (stand === 'changed') turn.sayings.push({ type: 'say', key: 'submit.changed', values: {} });
  return { outcome: stand === 'given' ? 'given' : 'needed' };
};

/** Records the consent with the words that were agreed to and the time. */
export const recordConsent: Call<'recorded'> = ({ tipline, turn }) => {
  const { digest, language, version } = noteConsent(tipline, turn, 'check');
  const consent = { digest, language, version, at: turn.now };
  // These words promise news, which a withdrawal had turned off; who wrote BERHENTI stays without.
  const { hasWithdrawn = false, isOptedOut, ...profile } = turn.profile;
  turn.profile = { ...profile, consent, isOptedOut: isOptedOut && !hasWithdrawn };
  return { outcome: 'recorded' };
};

/** No news any more, and no subscription, until the citizen says otherwise. */
export const optOut: Call<'stopped' | 'already'> = async ({ tipline, turn }) => {
  if (turn.profile.isOptedOut) return { outcome: 'already' };
  await noteWithdrawal(tipline, turn, 'subscription');
  turn.profile = {
    ...withReach(turn.profile, endReach(turn.profile.reach ?? {})),
    isOptedOut: true,
  };
  return { outcome: 'stopped' };
};

/** News again. */
export const optIn: Call<'resumed' | 'already'> = ({ turn }) => {
  if (!turn.profile.isOptedOut) return { outcome: 'already' };
  turn.profile = { ...turn.profile, isOptedOut: false };
  return { outcome: 'resumed' };
};
