import { hasDeadline, markAnswered, type PutQuestion } from '../../domain/reports/questions.ts';
import type { Report } from '../../domain/reports/report.ts';
import { type ReportForm, readReportForm } from '../../domain/reports/report-form.ts';
import { type Turn, textOf } from '../../ports/turn.ts';
import { noteConsent } from '../privacy/record-consent.ts';
import { draftOf, dropDraft, saveReport } from '../reports/report-drafts.ts';
import { consentText } from '../responses/consent-text.ts';
import { action } from './action.ts';
import { type ReportDeps, startReport } from './prepare-report.ts';
import { answered, dangerIn, hearAnswer } from './report-answers.ts';

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
    const danger = dangerIn(`${form.account}\n${form.evidence}`);
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
