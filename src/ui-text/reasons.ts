import type { Priority, Reason } from '../domain/cases/priority.ts';
import type { ProposedPartner } from '../services/partners/propose-partner.ts';
import { showSpan } from './format-time.ts';
import type { Words } from './ui-text.ts';

type ReasonWords = Pick<Words, 'reason' | 'topic' | 'threat' | 'urgency' | 'ago'>;

/** Why a case stands where it does, in the reader's language, the most telling first. */
export function reasonsOf(
  { reasons }: Pick<Priority, 'reasons'>,
  words: ReasonWords,
): { text: string; isAlarm: boolean }[] {
  return reasons.map((reason) => ({
    text: inWords(reason, words),
    isAlarm: ALARMS.has(reason.type),
  }));
}

const ALARMS: ReadonlySet<Reason['type']> = new Set(['urgency', 'burst', 'late']);

function inWords(reason: Reason, words: ReasonWords): string {
  const say = words.reason;
  switch (reason.type) {
    case 'burst':
    case 'recent':
    case 'citizens':
      return say[reason.type](reason.citizens);
    case 'late':
    case 'waiting':
      return say[reason.type](showSpan(reason.ms, words));
    case 'topic':
      return say.topic(words.topic[reason.topic]);
    case 'threat':
      return say.threat(words.threat[reason.threat]);
    case 'urgency':
      return say.urgency(words.urgency.name[reason.urgency]);
    case 'election':
      return say.election(reason.name);
    case 'forwarded':
    case 'safety':
      return say[reason.type];
  }
}

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
