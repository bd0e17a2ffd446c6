import type { Tipline } from '../../app/context.ts';
import { toTicket } from '../../domain/cases/ticket.ts';
import { spentOf } from '../../domain/citizens/trace.ts';
import { countQuestions, nextQuestion } from '../../domain/reports/questions.ts';
import { newReport, type Report, reportThreats } from '../../domain/reports/report.ts';
import { type Call, type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { helpText } from '../reports/report-contacts.ts';
import { draftOf, dropDraft, keepReport, MAX_REPORTS } from '../reports/report-drafts.ts';
import { reportLine } from '../reports/report-line.ts';
import { LINK_DAYS, reportToken } from '../reports/report-link.ts';
import { questionText } from '../reports/report-questions.ts';
import { dueReminders } from '../reports/report-reminders.ts';
import { showReport } from '../reports/report-sheet.ts';
import { reportBody, reportHead } from '../reports/report-text.ts';
import { reportPassedOn } from './referral-status.ts';

/** Whether a report waits to be finished; questions of an earlier start of the same flow are called off. */
export const findReportDraft: Call<'none' | 'draft'> = ({ turn }) => {
  const { frames } = turn.conversation;
  const open = frames.at(-1);
  turn.conversation = {
    frames: frames.filter((frame) => frame === open || frame.flow !== 'report'),
  };
  const draft = draftOf(turn);
  if (draft) return { outcome: 'draft', values: { id: draft.id } };
  return { outcome: 'none' };
};

/** As `findReportDraft`; a report that was begun with what its citizen had told goes straight on. */
export const takeUpReport: Call<'none' | 'draft' | 'begun'> = (context) => {
  const found = findReportDraft(context);
  const isBegun = context.values.begun !== undefined && draftOf(context.turn) !== undefined;
  return isBegun ? { outcome: 'begun' } : found;
};

/** Forgets the report that is not finished. */
export const dropReportDraft: Call<'dropped'> = ({ turn }) => {
  dropDraft(turn);
  return { outcome: 'dropped' };
};

/** Begins a report; tells what comes before its questions: a person who may be near danger, or money that may still be held. */
export const beginReport: Call<'near' | 'far' | 'hurry' | 'full'> = ({ tipline, turn, values }) => {
  const { reports } = spentOf(turn.profile, turn.now);
  if ((turn.profile.reports?.length ?? 0) + reports >= MAX_REPORTS) return { outcome: 'full' };
  const threat = reportThreats.find((name) => name === values.chosen) ?? 'public-hoax';
  const id = `L${toTicket(tipline.randomBytes(6), 5)}`;
  keepReport(turn, newReport(id, threat, turn.now));
  if (threat === 'bullying' || threat === 'violence') return { outcome: 'near' };
  if (threat !== 'scam') return { outcome: 'far' };
  return {
    outcome: 'hurry',
    values: { contact: helpText(readingOf(tipline, turn), 'iasc') },
  };
};

/** Whom to call at once, as far as their numbers are verified. */
export const nameHelp: Call<'named'> = ({ tipline, turn }) => {
  const reading = readingOf(tipline, turn);
  const draft = draftOf(turn);
  if (draft) keepReport(turn, { ...draft, isWarned: true });
  return {
    outcome: 'named',
    values: {
      emergency: helpText(reading, 'emergency'),
      childHelp: helpText(reading, 'child-help'),
    },
  };
};

function readingOf({ script }: Tipline, { profile, now }: Turn) {
  return { script, language: profile.language, now };
}

/** The next thing to ask, in words. */
export const askReport: Call<'ask' | 'count' | 'known' | 'choose' | 'ready' | 'gone'> = ({
  tipline,
  turn,
  values,
}) => {
  const draft = draftOf(turn);
  if (!draft) return { outcome: 'gone' };
  const question = nextQuestion(draft);
  if (!question) return { outcome: 'ready' };
  const asked = questionText({ tipline, turn }, draft, question);
  const note = textOf(values.note);
  const more = { question: note === '' ? asked : `${note}\n\n${asked}`, note: '' };
  if (question === 'known') return { outcome: 'known', values: more };
  if (countQuestions.has(question)) return { outcome: 'count', values: more };
  const isChoice = question === 'vote' || question === 'remind' || question === 'identity';
  return { outcome: isChoice ? 'choose' : 'ask', values: more };
};

/** Makes the packet and puts it into words: whom to bring it to, and what to bring. */
export const prepareReport: Call<'prepared'> = ({ tipline, turn }) => {
  const draft = draftOf(turn);
  if (!draft) throw new Error('a report is prepared that nobody began');
  const report = { ...draft, preparedAt: turn.now };
  keepReport(turn, report);
  const about = showReport(tipline, report, turn.now);
  const { language } = turn.profile;
  return {
    outcome: 'prepared',
    values: {
      prepared: report.id,
      head: reportHead(tipline, language, about),
      body: `${reportBody(tipline, language, about)}${linkText(tipline, turn, report)}`,
    },
  };
};

/** Where the report can be fetched as a file; nothing where the post has no address that anyone can follow. */
function linkText(tipline: Tipline, turn: Turn, { id }: Report): string {
  const { signLink: sign, settings } = tipline;
  const { address } = settings.site;
  if (!sign || address === undefined) return '';
  const token = reportToken(sign, { citizen: turn.citizen, id, now: turn.now });
  const fill = { link: `${address}/laporan-saya/${token}`, days: LINK_DAYS };
  return `\n\n${wordsFor(tipline, turn)('report.download', fill)}`;
}

/** The reports whose deadline comes near, a line each. */
export const findReminders: Call<'due'> = ({ tipline, turn }) => {
  const lines = dueReminders(turn.profile, turn.now).map((report) =>
    reportLine(tipline, turn, report),
  );
  return { outcome: 'due', values: { list: lines.join('\n') } };
};

/** Nothing more needs to be said about these reports: they are filed, or their citizen wants to hear no more. */
export const endReminders: Call<'filed' | 'ended'> = ({ turn, values }) => {
  const isFiled = values.chosen === 'filed';
  const reports = turn.profile.reports?.map((report) =>
    report.preparedAt === undefined
      ? report
      : { ...report, isFiled: isFiled || report.isFiled, wantsReminders: false },
  );
  turn.profile = { ...turn.profile, reports };
  return { outcome: isFiled ? 'filed' : 'ended' };
};

/** A line for each report, for whoever asks how things stand; with a new link where there are files to fetch. */
export function reportLines({ tipline, turn }: Pick<Parameters<Call>[0], 'tipline' | 'turn'>) {
  return Promise.all(
    (turn.profile.reports ?? []).map(async (report) => ({
      id: report.id,
      line: await fullLine(tipline, turn, report),
    })),
  );
}

async function fullLine(tipline: Tipline, turn: Turn, report: Report): Promise<string> {
  const { id, preparedAt } = report;
  if (preparedAt === undefined) return wordsFor(tipline, turn)('report.line-draft', { id });
  const passedOn = await reportPassedOn(tipline, turn, report);
  const line = [reportLine(tipline, turn, report), passedOn].filter(Boolean).join(' ');
  return `${line}${linkText(tipline, turn, report)}`;
}
