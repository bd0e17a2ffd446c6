import { closings } from '../domain/cases/case.ts';
import { topics } from '../domain/cases/topics.ts';
import { verdicts } from '../domain/fact-checks/fact-check.ts';
import { messageKinds } from '../domain/messages/message.ts';
import { partnerStatuses, referralStatuses } from '../domain/partners/referral.ts';
import { handOverStates } from '../domain/partners/report-referral.ts';
import { requirements } from '../domain/reports/completeness.ts';
import { countQuestions } from '../domain/reports/questions.ts';
import { reportQuestions, reportThreats } from '../domain/reports/report.ts';
import { EVERYTHING, periods } from '../domain/subscriptions/subscription.ts';
import { MAX_LIST_ROWS } from '../engine/check.ts';
import type { Flows } from '../engine/flow.ts';
import type { Needs } from '../i18n/check-words.ts';
import { breachKinds } from '../services/privacy/breach-notices.ts';
import { ownQuestionKeys } from '../services/reports/report-questions.ts';

/** Words that the program itself says, beside those of the flows. */
const OWN_KEYS: readonly string[] = [
  'again',
  'resumed',
  'lost',
  'failed',
  'aside',
  ...messageKinds.filter((kind) => kind !== 'text').map((kind) => `kinds.${kind}`),
  'kinds.empty',
  'kinds.large',
  'caution.scam',
  'caution.look-alike',
  ...['answered', 'maybe', 'unknown', 'risky', 'wordless'].map((key) => `bundle.${key}`),
  ...['debunk', 'card-current', 'card-corrected', 'card-withdrawn'].map((key) => `bundle.${key}`),
  'tip.reading',
  ...['debunk-picture', 'card-current', 'card-corrected'].map((key) => `tip.${key}`),
  'submit.changed',
  ...['unread', 'picture', 'sound', 'film', 'document', 'broken', 'heavy', 'unsupported'].map(
    (key) => `wordless.${key}`,
  ),
  ...['number', 'date', 'place', 'name', 'role', 'negation', 'other', 'added', 'missing'].map(
    (key) => `difference.${key}`,
  ),
  ...[
    'full',
    'brief',
    'checked',
    'checked-undated',
    'old',
    'old-neutral',
    'expired',
    'card',
    'card-withdrawn',
  ].map((key) => `verdict.${key}`),
  ...verdicts.flatMap((verdict) => [`verdict.mark.${verdict}`, `verdict.why.${verdict}`]),
  ...['scam', 'bank', 'pass-on', 'share'].map((key) => `verdict.advice.${key}`),
  'verdict.denied',
  ...['salah', 'penipuan', 'menyesatkan'].map((verdict) => `verdict.right.${verdict}`),
  'contact.stale',
  ...['source', 'contact', 'season', 'off-season', 'no-contact'].map((key) => `voters.${key}`),
  ...['open', 'claimed', 'published', 'closed'].map((key) => `state.${key}`),
  ...['just-now', 'minutes', 'hours', 'days', 'ago'].map((key) => `time.${key}`),
  ...[
    'working',
    'slow',
    'disturbed',
    'around',
    'open-until',
    'opens-at',
    'closed',
    'no-roster',
    'answer-time',
    'decision-time',
    'no-times',
    'seconds',
    'minutes',
    'hours',
    'days',
  ].map((key) => `post-status.${key}`),
  ...referralStatuses.map((status) => `referral.${status}`),
  ...referralStatuses.map((status) => `referral.at.${status}`),
  'referral.note',
  'referral.corrected',
  'referral.recorded.note',
  ...partnerStatuses.map((status) => `referral.recorded.${status}`),
  ...partnerStatuses.map((status) => `referral.at-recorded.${status}`),
  ...['letter', 'agency', 'steps', ...breachKinds].map((key) => `breach.${key}`),
  ...closings.map((closing) => `closing.${closing}`),
  ...['consent-given', 'consent-none', 'news-on', 'news-off', 'none', 'no-file', 'restricted'].map(
    (key) => `my-data.${key}`,
  ),
];

/** What digests, lessons and warnings say besides their flows. */
const REACH_KEYS: readonly string[] = [
  ...periods.map((period) => `subscribe.what.${period}`),
  ...[EVERYTHING, ...topics].map((interest) => `subscribe.about.${interest}`),
  ...['subscribe.about-province', 'digest.item', 'waiting.digest', 'waiting.lesson'],
  ...['right', 'wrong', 'source'].map((key) => `learn.${key}`),
];

/** What reports say besides their flow. */
const REPORT_KEYS: readonly string[] = [
  ...reportThreats.map((threat) => `threat.${threat}`),
  ...[...reportQuestions, ...ownQuestionKeys].map((question) => `ask.${question}`),
  ...requirements.map((need) => `need.${need}`),
  ...['matter', 'account', 'when', 'known', 'place', 'suspect', 'link', 'witnesses', 'evidence']
    .concat('name', 'address', 'phone')
    .map((field) => `field.${field}`),
  ...handOverStates.map((state) => `handed.${state}`),
  ...['line', 'line-draft', 'line-filed', 'line-late', 'line-deadline', 'day-unclear', 'files'],
  ...['head', 'title', 'no-takedown', 'nowhere', 'where', 'also', 'address', 'no-address', 'told'],
  ...['deadline', 'deadline-unsure', 'late', 'weekend', 'check', 'bring', 'download'],
  ...['paper', 'paper-notice', 'paper-to', 'paper-check'],
].map((key) => `report.${key}`);

/** Every key and choice that the flows and the program need words for. */
export function needsOf(flows: Flows): Needs {
  const keys = new Set<string>();
  const questions: Needs['questions'][number][] = [];
  for (const flow of flows.values()) {
    for (const [name, state] of flow.states) {
      if (state.say) keys.add(state.say);
      if (state.type !== 'ask' && state.type !== 'offer') continue;
      const choices = Object.keys(state.choices);
      const rows = choices.length + (state.list ? MAX_LIST_ROWS : 0);
      const takesNumbers = state.type === 'ask' && (state.wantsNumber ?? false);
      const place = `${flow.name}/${name}`;
      questions.push({ place, key: state.say, choices, rows, takesNumbers });
    }
  }
  for (const question of reportQuestions) {
    const [place, key] = [`report/${question}`, `report.ask.${question}`];
    const takesNumbers = countQuestions.has(question);
    questions.push({ place, key, choices: [], rows: 0, takesNumbers });
  }
  return { keys, ownKeys: new Set([...OWN_KEYS, ...REACH_KEYS, ...REPORT_KEYS]), questions };
}
