import type { ProposedPartner } from '../services/partners/propose-partner.ts';
import type { Words } from './ui-text.ts';

/** Why the rules name a partner, in the reader's language. */
export function whyPartner(
  { why }: Pick<ProposedPartner, 'why'>,
  { refer, threat }: Pick<Words, 'refer' | 'threat'>,
): string {
  const say = refer.why;
  const harm = threat[why.threat];
  const share = Math.round(why.certainty * 100);
  const named = why.by === 'triage' ? say.triage(harm, share) : say[why.by](harm);
  const parts = [
    why.isForThreat ? named : say.anyThreat,
    ...why.regions,
    ...(why.isForElection ? [say.election] : []),
  ];
  return parts.join(' · ');
}
