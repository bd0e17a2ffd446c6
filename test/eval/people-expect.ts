import type { ReportThreat } from '../../src/domain/reports/report.ts';
import type { Done } from './people-done.ts';
import { isWithin } from './people-states.ts';

const CARDS = ['card', 'tip/card', 'lookup/card', 'latest/card', 'submit/card'] as const;
const WHAT_TO_REPORT = ['report/kind', 'report/unfinished'] as const;

/**
 * Where each intent is answered: a flow, or one of its states as "flow/state". A turn that passes one of them, and
 * none of `astray`, has answered.
 */
const answers = {
  who: ['about/who', 'about/official'],
  robot: ['about/robot', 'about/who', 'about/person'],
  official: ['about/official', 'about/who'],
  'who-checks': ['about/who-checks'],
  cost: ['about/cost'],
  privacy: ['about/privacy', 'privacy', 'submit/notice'],
  abilities: ['about/abilities', 'help'],
  person: ['about/person'],
  hours: ['about/hours', 'post-status'],
  languages: ['language', 'about/languages'],
  // Each of these tells the verdict, the reason and the source.
  source: [
    'about-answer/source',
    'about-answer/meaning',
    'about-answer/explain',
    'about-answer/disagree',
  ],
  meaning: ['about-answer/meaning', 'about-answer/source', 'about-answer/explain'],
  explain: ['about-answer/explain'],
  disagree: ['about-answer/disagree'],
  'may-share': ['about-answer/may-share'],
  'what-to-do': ['about-answer/what-to-do'],
  'already-shared': ['about-answer/already-shared'],
  picture: CARDS,
  when: ['status', 'post-status'],
  'never-mind': [
    'small-talk/never-mind',
    'submit/declined',
    'lookup/cancelled',
    'report/not-begun',
    'report/call-off',
    'report/cancelled',
    'forget/kept',
    'withdraw',
  ],
  'wrong-chat': ['small-talk/wrong-chat'],
  stop: ['stop'],
  erase: ['forget'],
  'my-data': ['my-data'],
  latest: ['latest'],
  search: ['lookup'],
  check: ['how-to'],
  report: WHAT_TO_REPORT,
  voters: ['voters'],
  subscribe: ['subscribe', 'keep-up'],
  learn: ['learn', 'keep-up'],
  'why-ask': ['small-talk/why-ask', 'about/why-ask', 'submit/why', 'submit/notice', 'report/why'],
  greeting: ['greeting', 'small-talk/greeting'],
  'ask-first': ['small-talk/ask-first'],
  thanks: ['thanks', 'small-talk/thanks', 'tip/thanked', 'lookup/thanked'],
  praise: ['small-talk/praise', 'thanks', 'tip/thanked'],
  insult: ['small-talk/insult'],
  ok: ['small-talk/ok', 'thanks', 'tip/thanked'],
  laugh: ['small-talk/laugh'],
  bye: ['small-talk/bye', 'thanks'],
  'small-talk': ['small-talk'],
  chatter: ['lookup/chatter', 'small-talk/wrong-chat', 'small-talk/small-talk'],
  'go-ahead': ['small-talk/ask-first', 'how-to', 'greeting', 'small-talk/greeting'],
  menu: ['menu'],
  help: ['help'],
  card: CARDS,
  status: ['status'],
  lapor: WHAT_TO_REPORT,
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Flows in which a search is answered, a tip is taken, or nothing is understood. */
const astray = [
  'unclear',
  'lookup/choose',
  'lookup/confirm',
  'lookup/similar',
  'lookup/unknown',
  'lookup/answer',
  'lookup/ask-words',
  'tip',
  'unreadable',
];
/** Where fact-checks are shown to choose from, one is asked about, or none is found and reviewers are offered. */
const LISTS = [
  'lookup/choose',
  'lookup/confirm',
  'lookup/similar',
  'lookup/unknown',
  'latest/show',
  'latest/list',
];
const VERDICTS = ['tip/answer', 'lookup/answer', 'latest/answer', 'submit/answered', 'tip/bundle'];
/** Where a citizen is asked which fact-check a message is about. */
const ASKING = ['tip/confirm', 'tip/similar', 'tip/several'];
/** Where fact-checks are looked for. */
const SEARCHES = ['lookup/search', 'lookup/again', 'tip/search', 'tip/described'];
const UNKNOWN = ['lookup/unknown', 'tip/unknown'];
/** Where letters, consents or data are given up. */
const ENDS = ['stop', 'unsubscribe', 'forget', 'withdraw'];
const DANGER = ['danger', 'report/danger', 'report/child'];
const FOLLOW_UP = ['unclear', 'lookup', 'tip'];

/** Numbers and addresses of those who help at once. */
const EMERGENCY =
  /\b(?:112|110|119|129|157)\b|08111-129-129|081[- ]?157[- ]?157[- ]?157|iasc\.ojk\.go\.id/i;

/** Returns what is wrong with what was done; undefined where nothing is. */
type Check = (done: Done) => string | undefined;

const checks = {
  'consent-yes': (done) => {
    if (!done.isConsented) return 'no consent is recorded';
    if (done.tickets.length === 0) return 'no case is opened or joined';
    const isTold = done.tickets.some((ticket) => done.text.includes(ticket));
    return isTold ? undefined : 'consent is recorded, but the ticket is not told';
  },
  'consent-no': (done) =>
    harm(done) ?? (isOpen(done, 'submit/consent') ? 'consent is still asked for' : answered(done)),
  'consent-open': (done) =>
    harm(done) ??
    (passed(done, ['submit/declined']) ? 'taken as a no' : undefined) ??
    strays(done, FOLLOW_UP),
  'no-then-new': (done) =>
    harm(done) ??
    avoids(done, ['tip/confirmed']) ??
    (isOpen(done, 'tip/confirm') ? 'the first is still asked about' : undefined) ??
    needs(done, ['lookup/search', 'tip/search']),
  confirmed: (done) => needs(done, ['tip/confirmed']) ?? needs(done, VERDICTS),
  'not-confirmed': (done) =>
    harm(done) ??
    avoids(done, ['tip/confirmed', ...VERDICTS]) ??
    (ASKING.some((place) => isOpen(done, place)) ? 'asked again' : answered(done)),
  erased: ({ isErased }) => (isErased ? undefined : 'not erased'),
  kept: (done) => harm(done) ?? answered(done),
  noted: (done) => (done.isNoted ? strays(done, FOLLOW_UP) : 'no answer is kept with the tip'),
  skipped: (done) => {
    if (done.isNoted) return 'an answer is kept with the tip';
    return isOpen(done, 'submit') ? 'the follow-up is still open' : strays(done, FOLLOW_UP);
  },
  safety: (done) =>
    needs(done, DANGER) ??
    avoids(done, [...VERDICTS, ...LISTS]) ??
    (EMERGENCY.test(done.text) ? undefined : 'no emergency number is told'),
  'no-safety': (done) => avoids(done, DANGER) ?? answered(done),
  'report-hate': begins('hate'),
  'report-bullying': begins('bullying'),
  'report-violence': begins('violence'),
  'report-scam': begins('scam'),
  'report-election': begins('election-breach'),
  'report-hoax': begins('public-hoax'),
  voter: (done) =>
    avoids(done, LISTS) ??
    (/\bKPU\b/.test(done.text)
      ? undefined
      : (needs(done, ['voters']) ?? strays(done, ['unclear']))),
  'no-verdict': (done) =>
    avoids(done, VERDICTS) ?? (done.told.length > 0 ? `tells ${done.told}` : answered(done)),
  verdict: (done) => needs(done, VERDICTS),
  found: (done) => needs(done, [...VERDICTS, ...ASKING, ...LISTS]) ?? avoids(done, UNKNOWN),
  // Whose consent still holds may have the message kept.
  'looked-up': (done) =>
    avoids(done, DANGER) ??
    needs(done, SEARCHES) ??
    (done.isConsented ? 'taken as consent' : undefined) ??
    (done.isErased ? 'erased' : undefined),
  'goes-on': (done) => harm(done) ?? avoids(done, ENDS) ?? answered(done),
} as const satisfies Readonly<Record<string, Check>>;

/** What the last reply has to do, by the name that dialogues use. */
export type Expectation = keyof typeof checks | keyof typeof answers;

export const expectations = [...Object.keys(checks), ...Object.keys(answers)] as Expectation[];

/** Returns what is wrong with what a dialogue ended in; undefined where it is as expected. */
export function findFault(
  { expect, must, 'must-not': mustNot, 'fact-check': factCheck }: Expected,
  done: Done,
): string | undefined {
  if (done.problem !== undefined) return done.problem;
  const fault =
    expect in checks ? checks[expect as keyof typeof checks](done) : answer(expect, done);
  if (fault !== undefined) return fault;
  if (factCheck !== undefined && !done.told.includes(factCheck)) {
    return `tells ${done.told.join(', ') || 'no verdict'}, not ${factCheck}`;
  }
  const last = done.last.toLowerCase();
  const missing = must.find((words) => !last.includes(words.toLowerCase()));
  if (missing !== undefined) return `does not say "${missing}"`;
  const wrong = mustNot.find((words) => last.includes(words.toLowerCase()));
  return wrong === undefined ? undefined : `says "${wrong}"`;
}

interface Expected {
  expect: Expectation;
  must: readonly string[];
  'must-not': readonly string[];
  'fact-check'?: string | undefined;
}

/** An intent is answered where it should be, nothing is consented to or erased, and nothing else is said on top. */
function answer(expect: Expectation, done: Done): string | undefined {
  const places: readonly string[] = answers[expect as keyof typeof answers];
  const others = astray.filter((flow) => !places.some((place) => place.split('/')[0] === flow));
  const fault = needs(done, places) ?? harm(done);
  if (fault !== undefined || done.isForwarded) return fault;
  return done.isNoted ? 'kept as an answer to the open question' : strays(done, others);
}

function begins(threat: ReportThreat): Check {
  return (done) => {
    if (done.begun.includes(threat)) return harm(done);
    const begun = done.begun.length > 0 ? done.begun.join(', ') : 'no report';
    return `begins ${begun}, passing ${done.passed.join(' ')}`;
  };
}

/** What nobody asked for: a consent, a tip, an erasure. */
function harm({ isConsented, tickets, isErased }: Done): string | undefined {
  if (isConsented) return 'taken as consent';
  if (tickets.length > 0) return 'kept for reviewers';
  return isErased ? 'erased' : undefined;
}

function answered({ replies }: Done): string | undefined {
  return replies === 0 ? 'nothing is answered' : undefined;
}

function needs(done: Done, places: readonly string[]): string | undefined {
  if (passed(done, places)) return answered(done);
  return `passes ${done.passed.join(' ') || 'nothing'}, not ${places.join(' or ')}`;
}

function avoids(done: Done, places: readonly string[]): string | undefined {
  const place = done.passed.find((each) => places.some((name) => isWithin(each, name)));
  return place === undefined ? undefined : `passes ${place}`;
}

/** What should not have come of it; a sentence may be searched for on the way, as long as nothing comes of that. */
function strays(done: Done, flows: readonly string[]): string | undefined {
  return (
    avoids({ ...done, passed: done.passed.filter((place) => !SILENT.has(place)) }, flows) ??
    answered(done)
  );
}

const SILENT = new Set([
  'lookup/search',
  'tip/search',
  'tip/thanked',
  'lookup/thanked',
  'tip/card',
  'lookup/card',
]);

function passed(done: Done, places: readonly string[]): boolean {
  return done.passed.some((place) => places.some((name) => isWithin(place, name)));
}

function isOpen({ open }: Done, name: string): boolean {
  return open.some((place) => isWithin(place, name));
}
