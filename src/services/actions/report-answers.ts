import {
  hasDeadline,
  markAnswered,
  missingOf,
  nextQuestion,
  type PutQuestion,
} from '../../domain/reports/completeness.ts';
import { isAside, putRight } from '../../domain/reports/put-right.ts';
import {
  readDetails,
  readOccasion,
  readReporter,
  readStory,
} from '../../domain/reports/read-told.ts';
import { MAX_ANSWER, MAX_EVIDENCE, type Report } from '../../domain/reports/report.ts';
import { type ReportForm, readReportForm } from '../../domain/reports/report-form.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { findOwnTrouble } from '../../triage/trouble/own-trouble.ts';
import { type Danger, findDanger } from '../../triage/urgency/danger-signs.ts';
import { findDanger as findOwnDanger } from '../../understanding/find-danger.ts';
import { noteConsent } from '../privacy/record-consent.ts';
import { draftOf, dropDraft, saveReport } from '../reports/report-drafts.ts';
import { consentText } from '../responses/consent-text.ts';
import { type ActionDeps, action } from './action.ts';
import { type ReportDeps, startReport } from './prepare-report.ts';
import { readItems } from './read-items.ts';

type Deps = Pick<ActionDeps, 'store' | 'script' | 'settings'>;

/** Lets the question be; who does not want to be named is not. */
export const skipReportQuestion = action(['skipped'], (_deps, turn) => {
  const asked = openQuestion(turn);
  if (asked) saveReport(turn, markAnswered(asked.draft, asked.question));
  return { outcome: 'skipped' };
});

/** What an answer may tell of besides itself. */
const reportDangers = ['noted', 'danger', 'child', 'suicide'] as const;

/** Notes what was written; tells where it speaks of danger or of a child, once, and of suicide each time. */
export const noteReportAnswer = action([...reportDangers], (deps: Deps, turn, values) => {
  const asked = openQuestion(turn);
  if (!asked) return { outcome: 'noted' };
  const text = textOf(values.heard);
  const { report, unclear, isOdd } = hearAnswer(deps, turn, asked, text);
  const found = dangerIn(deps.script, text, STORIES.has(asked.question));
  const danger = found === 'suicide' || !report.isWarned ? found : undefined;
  const isOpen = unclear !== undefined && (danger !== undefined || values.tried !== asked.question);
  saveReport(turn, isOpen ? report : answered(report, asked.question));
  if (danger === 'suicide') return { outcome: danger, values: { kind: danger } };
  if (isOpen && !danger) {
    const hint = wordsFor(deps, turn)(unclear);
    return { outcome: 'noted', values: { note: hint, tried: asked.question } };
  }
  const odd = isOdd ? { note: wordsFor(deps, turn)('report.known-before') } : {};
  return { outcome: danger ?? 'noted', values: odd };
});

/** What an answer tells, and what it lacks; a day of getting to know before that of the event counts as neither. */
export function hearAnswer(deps: Deps, turn: Turn, asked: Asked, text: string) {
  const { draft, question } = asked;
  if (question === 'evidence') {
    const righted = putRight(draft, text, turn.now);
    if (righted) return { report: righted, isOdd: false, unclear: 'report.put-right' };
    if (isAside(text)) return { report: draft, isOdd: false, unclear: 'report.evidence-unclear' };
  }
  const told = note(deps, turn, asked, text);
  const isOdd = (told.known?.day ?? '9') < (told.when?.day ?? '');
  const report = isOdd ? { ...told, when: undefined, known: undefined } : told;
  return { report, isOdd, unclear: unclearIn(report, question, isOdd) };
}

/** Questions whose answers tell of trouble by their nature. */
const STORIES: ReadonlySet<PutQuestion> = new Set(['account', 'evidence']);

/** What cannot wait: as everywhere else what the citizens tell of themselves, and here what they tell of others too; a story that is reported is known to tell of trouble. */
function dangerIn(
  { understanding }: ActionDeps['script'],
  text: string,
  isOfTrouble: boolean,
): Danger | 'suicide' | undefined {
  const own = findOwnDanger(text, understanding);
  const learned = own?.isPlain && (!isOfTrouble || own.kind === 'suicide') ? own.kind : undefined;
  const kind = findOwnTrouble(text, false)?.kind ?? learned;
  if (kind === 'suicide' || kind === 'child') return kind;
  return kind === 'threat' || kind === 'home' ? 'danger' : findDanger(text);
}

/** Notes files as evidence, and what was written with them as the answer. */
export const noteReportFiles = action(['noted'], async (deps: Deps, turn, values) => {
  const asked = openQuestion(turn);
  if (!asked) return { outcome: 'noted' };
  const items = await readItems(deps, turn, values);
  const fresh = items.flatMap(({ message: { media, kind, sentAt } }) =>
    kind === 'text' ? [] : { kind, receivedAt: sentAt, ...(media && { sha256: media.sha256 }) },
  );
  const evidence = [...asked.draft.evidence, ...fresh].slice(0, MAX_EVIDENCE);
  const text = items
    .map(({ message }) => message.text)
    .join('\n')
    .trim();
  const draft = { ...asked.draft, evidence };
  const report = text === '' ? draft : note(deps, turn, { ...asked, draft }, text);
  const settle = text === '' ? withProof : answered;
  saveReport(turn, settle(report, asked.question));
  const thanks = wordsFor(deps, turn)('report.files', { count: evidence.length });
  return { outcome: 'noted', values: { note: fresh.length > 0 ? thanks : '' } };
});

interface Asked {
  draft: Report;
  question: PutQuestion;
}

function openQuestion(turn: Turn): Asked | undefined {
  const draft = draftOf(turn);
  const question = draft && nextQuestion(draft);
  return draft && question ? { draft, question } : undefined;
}

/** A report with what an answer tells. */
function note(deps: Deps, turn: Turn, { draft, question }: Asked, text: string): Report {
  switch (question) {
    case 'account':
      return readStory(draft, text, turn.now);
    case 'when': {
      const said = maskPersonalData(text.trim()).slice(0, MAX_ANSWER).toWellFormed();
      const read = readOccasion(draft, text, turn.now);
      return read.when ? read : { ...read, when: { said } };
    }
    case 'evidence':
      return readDetails(draft, text, turn.now);
    case 'name': {
      const { understanding } = deps.script;
      const meant = understanding.meaningOf(text);
      const isWish = meant.type === 'sure' && meant.isPlain;
      const isElse = isWish || findOwnDanger(text, understanding)?.isPlain;
      const reporter = isElse ? undefined : readReporter(text);
      if (!reporter) return draft;
      const { version } = noteConsent(deps, turn, 'identity');
      return { ...draft, reporter: { agreedAt: turn.now, version, ...reporter } };
    }
  }
}

/** What is said where an answer lacks what its question is for. */
function unclearIn(report: Report, question: PutQuestion, isOdd: boolean): string | undefined {
  if (question === 'when' && report.when?.day === undefined)
    return isOdd ? 'report.known-before' : 'report.day-unclear';
  return question === 'name' && !report.reporter ? 'report.name-unclear' : undefined;
}

/** A question is done with; so is the one about day and place where the story tells both. */
export function answered(report: Report, question: PutQuestion): Report {
  const done = markAnswered(report, question);
  return question === 'account' && !missingOf(done) ? markAnswered(done, 'when') : done;
}

/** Files answer for the evidence alone: who did it is asked once more. */
function withProof(report: Report, question: PutQuestion): Report {
  const isFirst = question === 'evidence' && !report.settled.includes('evidence');
  return isFirst ? { ...report, settled: [...report.settled, 'evidence'] } : report;
}

/** Takes up what a form tells as if each question had been answered in its turn; what it leaves open is asked. */
export const readForm = action(
  ['unclear', 'full', 'near', 'far', 'hurry', 'danger', 'child', 'suicide'],
  (deps: ReportDeps, turn, values) => {
    const form = readReportForm(textOf(values.form));
    if (!form) return { outcome: 'unclear' };
    const before = draftOf(turn);
    dropDraft(turn);
    const begun = startReport(deps, turn, { threat: form.threat, story: form.account });
    const draft = draftOf(turn);
    if (draft) saveReport(turn, fillIn(deps, turn, goOn(draft, before), form));
    const danger = dangerIn(deps.script, `${form.account}\n${form.evidence}`, true);
    if (danger === 'suicide') return { outcome: danger, values: { kind: danger, form: '' } };
    return { outcome: danger ?? begun.outcome, values: { ...begun.values, form: '' } };
  },
);

/** A form goes on with the unfinished report of the same threat; of another one it keeps the files, which cannot be typed anew. */
function goOn(draft: Report, before: Report | undefined): Report {
  if (!before) return draft;
  const { evidence, settled } = before;
  if (before.threat !== draft.threat) return { ...draft, evidence };
  return { ...before, ...draft, evidence, settled: [...new Set([...settled, ...draft.settled])] };
}

/** A report with the answers of a form. Blank is no consent; nor is what was agreed to in words that have changed since. */
function fillIn(deps: ReportDeps, turn: Turn, draft: Report, form: ReportForm): Report {
  const take = (report: Report, question: PutQuestion, text: string) => {
    if (text === '') return report;
    const heard = hearAnswer(deps, turn, { draft: report, question }, text);
    return heard.unclear === undefined ? answered(heard.report, question) : heard.report;
  };
  // What was picked goes before what the story let guess.
  const { province } = draft;
  const isElsewhere = form.province !== '' && province !== undefined && province !== form.province;
  const picked = {
    ...draft,
    ...(form.day !== '' && { when: undefined, known: undefined }),
    ...(isElsewhere && { place: undefined, province: undefined }),
  };
  const dated = take(picked, 'when', [form.day, form.province].filter(Boolean).join(', '));
  const told = take(dated, 'evidence', form.evidence);
  const { language } = turn.profile;
  const showed = (purpose: 'identity' | 'reminders') =>
    hasDeadline(told) && consentText(deps, purpose, { language }).version === form[purpose];
  const isLeft = showed('identity') && form.reporter === '';
  const named = isLeft
    ? markAnswered(told, 'name')
    : take(told, 'name', showed('identity') ? form.reporter : '');
  if (!showed('reminders')) return named;
  if (form.reminds) noteConsent(deps, turn, 'reminders');
  return { ...named, wantsReminders: form.reminds !== undefined };
}
