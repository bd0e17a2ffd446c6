import { toTicket } from '../../domain/cases/case.ts';
import { spentOf } from '../../domain/citizens/trace.ts';
import { isAt, isIn } from '../../domain/content/flow-names.ts';
import * as questions from '../../domain/reports/completeness.ts';
import { lastPrepared, withAddition } from '../../domain/reports/late-addition.ts';
import { readStory } from '../../domain/reports/read-told.ts';
import {
  newReport,
  type Report,
  type ReportThreat,
  reportThreats,
} from '../../domain/reports/report.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { troublesOfMoney } from '../../triage/trouble/read-rules.ts';
import { findDanger } from '../../triage/urgency/danger-signs.ts';
import { noteConsent } from '../privacy/record-consent.ts';
import { helpLines, helpText, readingOf } from '../reports/report-contacts.ts';
import { draftOf, dropDraft, MAX_REPORTS, saveReport } from '../reports/report-drafts.ts';
import { LINK_DAYS, reportToken } from '../reports/report-link.ts';
import { questionText } from '../reports/report-questions.ts';
import { dueReminders } from '../reports/report-reminders.ts';
import { showReport } from '../reports/report-sheet.ts';
import { reportBody, reportHead, reportLine } from '../reports/report-text.ts';
import { type ActionDeps, type ActionResult, action } from './action.ts';
import { reportPassedOn } from './referral-status.ts';

type LineDeps = Pick<ActionDeps, 'store' | 'script' | 'settings' | 'signLink'>;
export type ReportDeps = LineDeps & Pick<ActionDeps, 'randomBytes'>;

/** Whether a report waits to be finished; questions of an earlier start of the same flow are called off. */
export const findReportDraft = action(['none', 'draft'], (_deps, turn) => takeUpDraft(turn));

/** As `findReportDraft`; a report that was begun with what its citizen had told goes straight on, as does one at whose question more of it is told, one whose threat was told begins, and a form comes before all. */
export const takeUpReport = action(
  ['none', 'draft', 'begun', 'more', 'told', 'form', 'addition'],
  (deps: ReportDeps, turn, values) => {
    const asked = turn.conversation.frames.slice(0, -1).findLast((frame) => isIn(frame, 'report'));
    const found = takeUpDraft(turn);
    if (textOf(values.form) !== '') return { outcome: 'form' };
    if (textOf(values.addition) !== '') return { outcome: 'addition' };
    const draft = draftOf(turn);
    if (draft && asked && draft.threat === values.threat) {
      const story = [draft.account ?? '', textOf(values.story)].join('\n');
      saveReport(turn, withStory(draft, story, turn.now));
      return { outcome: isAt(asked, { flow: 'report', state: 'safety' }) ? 'more' : 'begun' };
    }
    if (draft) return values.begun === undefined ? found : { outcome: 'begun' };
    const threat = reportThreats.find((name) => name === values.threat);
    if (!threat) return found;
    return { outcome: 'told', values: { about: wordsFor(deps, turn)(`report.threat.${threat}`) } };
  },
);

function takeUpDraft(turn: Turn): ActionResult<'none' | 'draft'> {
  const { frames } = turn.conversation;
  const open = frames.at(-1);
  const others = frames.filter((frame) => frame === open || !isIn(frame, 'report'));
  turn.conversation = { ...turn.conversation, frames: others };
  const draft = draftOf(turn);
  return draft ? { outcome: 'draft', values: { id: draft.id } } : { outcome: 'none' };
}

/** Forgets the report that is not finished. */
export const dropReportDraft = action(['dropped'], (_deps, turn) => {
  dropDraft(turn);
  return { outcome: 'dropped' };
});

/** Begins a report; tells what comes before its questions: a person who may be near danger, or money that may still be held. */
export const beginReport = action(
  ['near', 'far', 'hurry', 'full'],
  (deps: ReportDeps, turn, values) => {
    const named = (given: unknown) => reportThreats.find((name) => name === given);
    const threat = named(values.chosen) ?? named(values.threat) ?? 'public-hoax';
    return startReport(deps, turn, { threat, story: textOf(values.story) });
  },
);

/** As `beginReport`, with a threat that is known. */
export function startReport(
  deps: ReportDeps,
  turn: Turn,
  { threat, story }: { threat: ReportThreat; story: string },
): ActionResult<'near' | 'far' | 'hurry' | 'full'> {
  if (isFull(turn)) return { outcome: 'full' };
  saveReport(turn, withStory(newReport(freshId(deps, turn), threat, turn.now), story, turn.now));
  const isNear = threat === 'bullying' || threat === 'violence';
  if (isNear || findDanger(story)) return { outcome: 'near' };
  if (threat !== 'scam') return { outcome: 'far' };
  return { outcome: 'hurry', values: { contact: helpText(readingOf(deps, turn), 'iasc') } };
}

/** Whether a citizen has all the reports that they may have; those of today that were erased count. */
function isFull({ profile, now }: Turn): boolean {
  return (profile.reports?.length ?? 0) + spentOf(profile, now).reports >= MAX_REPORTS;
}

/** Whom to call at once, as far as their numbers are verified. */
export const nameHelp = action(['named'], (deps: ReportDeps, turn) => {
  const reading = readingOf(deps, turn);
  const draft = draftOf(turn);
  if (draft) saveReport(turn, { ...draft, isWarned: true });
  return { outcome: 'named', values: helpLines(reading) };
});

function freshId({ randomBytes }: ReportDeps, { mark }: Turn): string {
  return `${mark}L${toTicket(randomBytes(6), 5)}`;
}

/** A report with what its citizen told before it was begun. */
function withStory(report: Report, story: string, now: number): Report {
  if (story.trim() === '') return report;
  const told = questions.markAnswered(readStory(report, story, now), 'account');
  return questions.missingOf(told) ? told : questions.markAnswered(told, 'when');
}

/** Whether the report just prepared has a deadline of which its citizen can be reminded. */
export const askReminders = action(['ask', 'none'], (_deps, turn, values) => {
  const report = turn.profile.reports?.find(({ id }) => id === values.prepared);
  const isOpen = report?.wantsReminders === undefined;
  return { outcome: report && isOpen && questions.hasDeadline(report) ? 'ask' : 'none' };
});

/** Notes that the citizen wants to be reminded of the report just prepared. */
export const noteReminders = action(['noted'], (deps: ReportDeps, turn, values) => {
  const report = turn.profile.reports?.find(({ id }) => id === values.prepared);
  if (report) saveReport(turn, { ...report, wantsReminders: true });
  if (report) noteConsent(deps, turn, 'reminders');
  return { outcome: 'noted' };
});

/** The next thing to ask, in words. */
export const askReport = action(['ask', 'ready', 'gone'], (deps: ReportDeps, turn, values) => {
  const draft = draftOf(turn);
  if (!draft) return { outcome: 'gone' };
  const question = questions.nextQuestion(draft);
  if (!question) return { outcome: 'ready' };
  const asked = questionText({ deps: deps, turn }, draft, question);
  const note = textOf(values.note);
  const more = { question: note === '' ? asked : `${note}\n\n${asked}`, note: '' };
  return { outcome: 'ask', values: { ...more, asks: question } };
});

/** Makes the packet and puts it into words: whom to bring it to, and what to bring. */
export const prepareReport = action(['prepared'], (deps: ReportDeps, turn) => {
  const draft = draftOf(turn);
  if (!draft) throw new Error('a report is prepared that nobody began');
  return { outcome: 'prepared', values: packReport(deps, turn, draft) };
});

/** Adds what its citizen tells a moment after the packet was made, and makes it anew. */
export const addToReport = action(['added', 'asked'], (deps: ReportDeps, turn, values) => {
  const report = lastPrepared(turn.profile.reports, turn.now);
  const told = report && withAddition(report, textOf(values.addition), turn.now);
  if (!told) throw new Error('something is added to a report that is gone');
  const outcome = values.isAsked === 1 ? 'asked' : 'added'; // a question about it was open
  return { outcome, values: packReport(deps, turn, told) };
});

function packReport(deps: ReportDeps, turn: Turn, draft: Report) {
  const report = { ...draft, preparedAt: turn.now };
  saveReport(turn, report);
  const about = showReport(deps, report, turn.now);
  const { language } = turn.profile;
  return {
    prepared: report.id,
    head: reportHead(deps, language, about),
    body: `${reportBody(deps, language, about)}${linkText(deps, turn, report)}`,
  };
}

/** Where the report can be fetched as a file; nothing where the post has no address that anyone can follow. */
function linkText(deps: LineDeps, turn: Turn, { id }: Report): string {
  const { signLink: sign, settings } = deps;
  const { address } = settings.site;
  if (!sign || address === undefined) return '';
  const token = reportToken(sign, { citizen: turn.citizen, id, now: turn.now });
  const fill = { link: `${address}/laporan-saya/${token}`, days: LINK_DAYS };
  return `\n\n${wordsFor(deps, turn)('report.download', fill)}`;
}

/** The reports whose deadline comes near, a line each. */
export const findReminders = action(['due'], (deps: ReportDeps, turn) => {
  const lines = dueReminders(turn.profile, turn.now).map((report) =>
    reportLine(deps, turn, report),
  );
  return { outcome: 'due', values: { list: lines.join('\n') } };
});

/** Nothing more needs to be said about these reports: they are filed, or their citizen wants to hear no more. */
export const endReminders = action(['filed', 'ended'], (_deps, turn, values) => {
  const isFiled = values.chosen === 'filed';
  const reports = turn.profile.reports?.map((report) =>
    report.preparedAt === undefined
      ? report
      : { ...report, isFiled: isFiled || report.isFiled, wantsReminders: false },
  );
  turn.profile = { ...turn.profile, reports };
  return { outcome: isFiled ? 'filed' : 'ended' };
});

/** Returns a status line for each report, with a new link if it has files to fetch. */
export function reportLines(deps: LineDeps, turn: Turn) {
  return Promise.all(
    (turn.profile.reports ?? []).map(async (report) => ({
      id: report.id,
      line: await fullLine(deps, turn, report),
    })),
  );
}

async function fullLine(deps: LineDeps, turn: Turn, report: Report): Promise<string> {
  const { id, preparedAt } = report;
  if (preparedAt === undefined) return wordsFor(deps, turn)('report.line-draft', { id });
  const passedOn = await reportPassedOn(deps, turn, report);
  const line = [reportLine(deps, turn, report), ...passedOn].join(' ');
  return `${line}${linkText(deps, turn, report)}`;
}

/** Begins the report that fits the trouble with what was told of it; one that is not finished goes on instead. */
export const beginFittingReport = action(['begun'], (deps: ReportDeps, turn, values) => {
  const begun = { outcome: 'begun' as const, values: { begun: 1 } };
  if (draftOf(turn) || isFull(turn)) return begun;
  const threat = troublesOfMoney.has(textOf(values.kind)) ? 'scam' : 'violence';
  const report = { ...newReport(freshId(deps, turn), threat, turn.now), isWarned: true };
  saveReport(turn, withStory(report, textOf(values.story), turn.now));
  return begun;
});
