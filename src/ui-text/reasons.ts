import type { Priority, Reason } from '../domain/cases/priority.ts';
import { platformNames } from '../domain/partners/platform.ts';
import type { PartnerNotProposed, ProposedPartner } from '../services/partners/refer-case.ts';
import { showSpan } from './format-time.ts';
import type { Words } from './ui-text.ts';

type ReasonWords = Pick<Words, 'reason' | 'topic' | 'threat' | 'urgency' | 'ago'>;

/** Why a case stands where it does, in the reader's language, the most telling first. */
export function reasonsOf({ reasons }: Pick<Priority, 'reasons'>, words: ReasonWords) {
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

type PartnerWords = Pick<Words, 'refer' | 'threat' | 'partners'>;

/** Names the values of a rule's conditions, in the reader's language. */
export function nameValues(values: readonly string[], { threat, partners }: PartnerWords): string {
  const names: Readonly<Record<string, string>> = {
    ...threat,
    ...partners.period,
    ...platformNames,
  };
  return values.map((value) => names[value] ?? value).join(', ');
}

/** Why the rules name a partner, in the reader's language. */
export function whyPartner({ why }: Pick<ProposedPartner, 'why'>, words: PartnerWords): string {
  const say = words.refer.why;
  const harm = words.threat[why.threat];
  const share = Math.round(why.certainty * 100);
  const named = why.by === 'triage' ? say.triage(harm, share) : say[why.by](harm);
  const { threats, ...others } = why.met;
  const parts = Object.values(others).map((values) => nameValues(values, words));
  return [threats ? named : say.anyThreat, ...parts].join(' · ');
}

/** Of a partner in each province, only the nearest ones are worth reading. */
const MOST_OTHERS = 5;

/** Why none is proposed for a case, a line for each partner with a rule, and what to do; nothing where others are none. */
export function whyNobody(others: readonly PartnerNotProposed[], words: PartnerWords): string[] {
  const say = words.refer;
  const lines = others.slice(0, MOST_OTHERS).map(({ name, rule, missed, hasIt, deaf }) => {
    const asked = missed.map((each) => say.missed[each](nameValues(rule[each], words)));
    const reasons = [hasIt && say.hasIt, ...asked, deaf && say.deaf[deaf]].filter(Boolean);
    return `${name}: ${reasons.join(' · ')}`;
  });
  return lines.length > 0 ? [say.nobody, ...lines, say.nextStep] : [];
}
