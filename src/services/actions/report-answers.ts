import { type Danger, findDanger } from '../../domain/reports/danger-signs.ts';
import { nextQuestion } from '../../domain/reports/questions.ts';
import {
  MAX_ACCOUNT,
  MAX_ANSWER,
  MAX_EVIDENCE,
  type Report,
  type ReportQuestion,
  type When,
} from '../../domain/reports/report.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { findProvince } from '../../domain/text/province.ts';
import { dayAt, isoOf } from '../../domain/time/calendar.ts';
import { readWhen } from '../../domain/time/parse-when.ts';
import { zoneOf } from '../../domain/time/time-zone.ts';
import type { Values } from '../../engine/conversation.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { findOwnTrouble } from '../../triage/trouble/own-trouble.ts';
import { noteConsent } from '../privacy/record-consent.ts';
import { draftOf, markAnswered, saveReport } from '../reports/report-drafts.ts';
import type { ActionDeps } from './action-deps.ts';
import { defineAction } from './define-action.ts';
import { readItems } from './read-items.ts';

type AnswerDeps = Pick<ActionDeps, 'store' | 'script' | 'settings'>;

/** Lets the question be; who does not want to be named is not. */
export const skipReportQuestion = defineAction({
  name: 'skip-report-question',
  outcomes: ['skipped'],
  run: (_deps, turn) => {
    const asked = openQuestion(turn);
    if (asked) saveReport(turn, markAnswered(asked.draft, asked.question));
    return { outcome: 'skipped' };
  },
});

/** What an answer may tell of besides itself. */
const reportDangers = ['noted', 'danger', 'child', 'suicide'] as const;

/** Notes what was written; tells where it speaks of danger or of a child, once, and of suicide each time. */
export const noteReportAnswer = defineAction({
  name: 'note-report-answer',
  outcomes: [...reportDangers],
  run: (deps: AnswerDeps, turn, values) => {
    const asked = openQuestion(turn);
    if (!asked) return { outcome: 'noted' };
    const text = textOf(values.heard);
    const noted = note(turn, asked, text);
    const isTried = values.tried === asked.question;
    const isUnclear = 'unclear' in noted && !isTried;
    if (isUnclear) {
      const note = wordsFor(deps, turn)('report.day-unclear');
      return { outcome: 'noted', values: { note, tried: asked.question } };
    }
    saveReport(turn, markAnswered(noted.report, asked.question));
    const danger = dangerIn(text);
    if (danger === 'suicide') return { outcome: 'suicide', values: { kind: 'suicide' } };
    return { outcome: (noted.report.isWarned ? undefined : danger) ?? 'noted' };
  },
});

/** What cannot wait: as everywhere else what the citizens tell of themselves, and here what they tell of others too. */
function dangerIn(text: string): Danger | 'suicide' | undefined {
  const kind = findOwnTrouble(text, false)?.kind;
  if (kind === 'suicide' || kind === 'child') return kind;
  return kind === 'threat' || kind === 'home' ? 'danger' : findDanger(text);
}

/** Notes what was chosen: a day, or yes and no; a yes to being named is written down with its time. */
export const chooseReportAnswer = defineAction({
  name: 'choose-report-answer',
  outcomes: ['noted'],
  run: (deps: AnswerDeps, turn, values) => {
    const asked = openQuestion(turn);
    if (!asked) return { outcome: 'noted' };
    const { draft, question } = asked;
    const isYes = values.chosen === 'yes';
    const answers: Partial<Record<ReportQuestion, Partial<Report>>> = {
      known: { known: chosenDay(turn, draft, values) },
      vote: { isOfVote: isYes },
      remind: { wantsReminders: isYes },
      identity: isYes && question === 'identity' ? { reporter: agree(deps, turn) } : {},
    };
    if (question === 'remind' && isYes) noteConsent(deps, turn, 'reminders');
    saveReport(turn, markAnswered({ ...draft, ...answers[question] }, question));
    return { outcome: 'noted' };
  },
});

function agree(deps: AnswerDeps, turn: Turn): Report['reporter'] {
  const { version } = noteConsent(deps, turn, 'identity');
  return { agreedAt: turn.now, version };
}

/** Notes files as evidence, and what was written with them as the answer. */
export const noteReportFiles = defineAction({
  name: 'note-report-files',
  outcomes: ['noted'],
  run: async (deps: AnswerDeps, turn, values) => {
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
    const isAnswer = asked.question === 'evidence' || text !== '';
    const { report } = text === '' ? { report: draft } : note(turn, { ...asked, draft }, text);
    saveReport(turn, isAnswer ? markAnswered(report, asked.question) : report);
    const count = evidence.length;
    const words = wordsFor(deps, turn);
    return {
      outcome: 'noted',
      values: { note: fresh.length > 0 ? words('report.files', { count }) : '' },
    };
  },
});

interface Asked {
  draft: Report;
  question: ReportQuestion;
}

function openQuestion(turn: Turn): Asked | undefined {
  const draft = draftOf(turn);
  const question = draft && nextQuestion(draft);
  return draft && question ? { draft, question } : undefined;
}

/** A report with an answer; `unclear` where no day could be read from it. Numbers of others are masked, save those that a scam is reported for. */
function note(
  turn: Turn,
  { draft, question }: Asked,
  text: string,
): { report: Report; unclear?: true } {
  const masked = maskPersonalData(text.trim());
  const short = masked.slice(0, MAX_ANSWER).toWellFormed();
  switch (question) {
    case 'account':
      return { report: { ...draft, account: masked.slice(0, MAX_ACCOUNT).toWellFormed() } };
    case 'when':
    case 'known': {
      const day = readDay(turn, draft, text);
      const when: When = { said: short, ...(day !== undefined && { day }) };
      const report = { ...draft, [question]: when };
      return day === undefined ? { report, unclear: true } : { report };
    }
    case 'place': {
      const province = findProvince(text);
      return { report: { ...draft, place: short, ...(province !== undefined && { province }) } };
    }
    case 'link':
      return { report: { ...draft, link: draft.threat === 'scam' ? withoutNik(text) : short } };
    case 'suspect':
    case 'witnesses':
      return { report: { ...draft, [question]: short } };
    case 'name':
    case 'address':
    case 'phone':
      return { report: nameReporter(draft, question, text) };
    case 'evidence':
      return { report: addWords(turn, draft) };
    case 'vote':
    case 'remind':
    case 'identity':
      return { report: draft };
  }
}

function readDay(turn: Turn, { province }: Report, text: string): string | undefined {
  return readWhen(text, { now: turn.now, zone: zoneOf(province).hours });
}

function chosenDay(turn: Turn, { province }: Report, { chosen }: Values): When {
  const today = dayAt(turn.now, zoneOf(province).hours);
  const day = isoOf(chosen === 'yesterday' ? today - 1 : today);
  return { day, said: day };
}

/** A number that a scam is reported for stays; an identity number never does. */
function withoutNik(text: string): string {
  return text
    .trim()
    .replace(/(?<!\d)\d{16}(?!\d)/g, '[NIK]')
    .slice(0, MAX_ANSWER)
    .toWellFormed();
}

function nameReporter(draft: Report, part: 'name' | 'address' | 'phone', text: string): Report {
  return draft.reporter
    ? { ...draft, reporter: { ...draft.reporter, [part]: withoutNik(text) } }
    : draft;
}

/** Evidence that is told of in words: it stands for something the citizen has. */
function addWords(turn: Turn, draft: Report): Report {
  const evidence = [...draft.evidence, { kind: 'text', receivedAt: turn.now }];
  return { ...draft, evidence: evidence.slice(0, MAX_EVIDENCE) };
}
