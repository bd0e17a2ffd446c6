import { endReach } from '../../reach/reach.ts';
import { withReach } from '../profile.ts';
import type { Call } from '../turn.ts';

/** Whether the citizen has agreed to the present privacy notice. */
export const checkConsent: Call = ({ tipline, turn }) => {
  const isGiven = turn.profile.consent?.version === tipline.settings.consentVersion;
  return { outcome: isGiven ? 'given' : 'needed' };
};

/** Records the consent with the version of the notice and the time. */
export const recordConsent: Call = ({ tipline, turn }) => {
  const consent = { version: tipline.settings.consentVersion, at: turn.now };
  turn.profile = { ...turn.profile, consent };
  return { outcome: 'recorded' };
};

/** No news any more, and no subscription, until the citizen says otherwise. */
export const optOut: Call = ({ turn }) => {
  if (turn.profile.isOptedOut) return { outcome: 'already' };
  turn.profile = {
    ...withReach(turn.profile, endReach(turn.profile.reach ?? {})),
    isOptedOut: true,
  };
  return { outcome: 'stopped' };
};

/** News again. */
export const optIn: Call = ({ turn }) => {
  if (!turn.profile.isOptedOut) return { outcome: 'already' };
  turn.profile = { ...turn.profile, isOptedOut: false };
  return { outcome: 'resumed' };
};
