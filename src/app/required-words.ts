import { closings, sources } from '../domain/cases/case.ts';
import { topics } from '../domain/cases/topic-words.ts';
import { falseVerdicts, truths, verdicts } from '../domain/fact-checks/verdicts.ts';
import { messageKinds } from '../domain/messages/message.ts';
import { partnerStatuses, referralStatuses } from '../domain/partners/referral.ts';
import { reportReferralStates } from '../domain/partners/report-referral.ts';
import { requirements } from '../domain/reports/completeness.ts';
import { reportThreats } from '../domain/reports/report.ts';
import { EVERYTHING, periods } from '../domain/subscriptions/subscription.ts';
import { MAX_LIST_ROWS } from '../engine/check.ts';
import type { Ask, Flows } from '../engine/flow.ts';
import type { Needs } from '../i18n/check-words.ts';
import type { DifferenceType } from '../matching/match.ts';
import { rotatingKinds } from '../matching/rotating-parts.ts';
import { tipFacts } from '../services/actions/save-answer.ts';
import { serviceHealths } from '../services/duty/service-status.ts';
import { breachKinds } from '../services/privacy/breach-notices.ts';
import { askKeys } from '../services/reports/report-questions.ts';
import { wishes } from '../understanding/read-answer.ts';
import ownKeys from './own-keys.json' with { type: 'json' };

/** Words that the program itself says beside those of the flows: in conversations, unasked, and of reports. */
const OWN_KEYS: readonly string[] = [
  ...Object.values(ownKeys).flatMap(listKeys),
  ...wishes.map((wish) => `submit.wish.${wish}`),
];

function listKeys(namesOf: Readonly<Record<string, string>>): string[] {
  return Object.entries(namesOf).flatMap(([of, names]) =>
    names.split(' ').map((name) => (of === '' ? name : `${of}.${name}`)),
  );
}

/** Lists that the program has, each with the key under which a locale has words for every one of them. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  kinds: messageKinds.filter((kind) => kind !== 'text'),
  difference: Object.keys({
    number: 1,
    date: 1,
    place: 1,
    name: 1,
    role: 1,
    negation: 1,
    other: 1,
    told: 1,
    unread: 1,
  } satisfies Record<DifferenceType | 'told' | 'unread', 1>),
  'verdict.mark': verdicts,
  'verdict.why': verdicts,
  'verdict.right': falseVerdicts,
  'verdict.rotated': rotatingKinds,
  'about-answer.means': [...truths, 'joke'],
  'about-answer.sharing': truths,
  closing: [...closings, 'rehearsed'],
  'post-status': serviceHealths,
  referral: [...referralStatuses, 'more', 'reopened', 'reached'],
  'referral.at': referralStatuses,
  'referral.recorded': partnerStatuses,
  'referral.at-recorded': partnerStatuses,
  breach: breachKinds,
  'subscribe.what': periods,
  'subscribe.about': [EVERYTHING, ...topics],
  'report.threat': reportThreats,
  'report.ask': askKeys,
  'report.need': requirements,
  'report.handed': reportReferralStates,
};

/** Every key and choice that the flows and the program need words for. */
export function needsOf(flows: Flows): Needs {
  const keys = new Set<string>();
  const questions: Needs['questions'][number][] = [];
  const saved = new Set<string>();
  const core = { keys: new Set<string>(), choices: new Set<string>() };
  for (const flow of flows.values()) {
    const isCore = CORE.has(flow.name);
    for (const intent of flow.intents.keys()) keys.add(`meaning.${intent}`);
    for (const [name, state] of flow.states) {
      if (state.say) keys.add(state.say);
      if (state.say && isCore) core.keys.add(state.say);
      if (state.type !== 'ask' && state.type !== 'offer') continue;
      const { save, again, wants } = state.type === 'ask' ? state : NOTHING_MORE;
      if (save && !tipFacts.includes(save.name)) saved.add(save.name);
      const choices = Object.keys(state.choices);
      if (isCore) for (const choice of choices) core.choices.add(choice);
      const rows = choices.length + (state.list ? MAX_LIST_ROWS : 0);
      const takesNumbers = wants === 'number';
      const place = `${flow.name}/${name}`;
      for (const key of [state.say, ...(again === undefined ? [] : [again])]) {
        keys.add(key);
        questions.push({ place, key, choices, rows, takesNumbers });
      }
    }
  }
  const lists = Object.entries(LISTS).map(([of, values]) => ({
    of,
    keys: values.map((value) => `${of}.${value}`),
  }));
  const own = [...OWN_KEYS, ...lists.flatMap((list) => list.keys)];
  for (const key of own) if (CORE.has(key.replace(/\..*/, ''))) core.keys.add(key);
  return { keys, ownKeys: new Set(own), ownChoices: sources, lists, core, questions, saved };
}

/** The flows between the greeting and the ticket, with that of the languages, and what the program says in them. */
const CORE: ReadonlySet<string> = new Set([
  ...['greeting', 'tip', 'submit', 'language', 'again', 'resumed', 'kinds', 'caution', 'wordless'],
  ...['bundle', 'difference', 'verdict', 'time'],
]);

const NOTHING_MORE: Partial<Ask> = {};
