import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import { EXERCISE_MS, isExercise } from '../cases/exercise.ts';
import { type DayNumber, dayOf } from '../time/calendar.ts';
import { fromLocal, toLocal, zoneOf } from '../time/clock-zone.ts';
import { isWorkday } from '../time/holidays.ts';
import { DAY } from '../time/jakarta-day.ts';
import { electionKindIn } from '../voters/election.ts';
import names from './report-names.json' with { type: 'json' };

/** Subjects of a report, each with its own questions and destinations. */
export const reportThreats = keysOf(names.threats);
export type ReportThreat = (typeof reportThreats)[number];

export const reportQuestions = keysOf(names.questions);
export type ReportQuestion = (typeof reportQuestions)[number];

/** Longest stored answer, in characters; all answers together fit into one message. */
export const MAX_ACCOUNT = 1500;
export const MAX_ANSWER = 200;
export const MAX_LINKS = 3 * MAX_ANSWER;
export const MAX_EVIDENCE = 10;

const answer = z.string().max(MAX_ANSWER);
/** Day as an ISO date, if one was understood, and the citizen's own words for it. */
const whenSchema = z.object({ day: z.string().optional(), said: answer });
export type When = z.infer<typeof whenSchema>;

/** Evidence: the citizen keeps the file, and its fingerprint later proves that it is the same. */
const evidenceSchema = z.object({
  kind: z.string(),
  sha256: z.string().optional(),
  receivedAt: z.number(),
});

/** `question` counts the steps of the desk from 0, for the first partner unless it says; no text if the citizen skipped it. */
const replySchema = z.object({
  partner: z.string().optional(),
  question: z.number().int(),
  at: z.number(),
  text: answer,
});

/** Report, finished or not; sealed with its citizen's profile and never part of a tip. */
export const reportSchema = z.object({
  id: z.string(),
  threat: z.enum(reportThreats),
  startedAt: z.number(),
  changedAt: z.number(),
  preparedAt: z.number().optional(),
  settled: z.array(z.enum(reportQuestions)),
  account: z.string().max(MAX_ACCOUNT).optional(),
  when: whenSchema.optional(),
  known: whenSchema.optional(),
  place: answer.optional(),
  province: z.string().optional(),
  link: z.string().max(MAX_LINKS).optional(),
  suspect: answer.optional(),
  /** Whether it is about an election, if the subject leaves that open. */
  isOfVote: z.boolean().optional(),
  evidence: z.array(evidenceSchema).max(MAX_EVIDENCE),
  witnesses: answer.optional(),
  wantsReminders: z.boolean().optional(),
  reminded: z.number().int(),
  isFiled: z.boolean().optional(),
  /** Whether the citizen was told what to do in danger. */
  isWarned: z.boolean().optional(),
  /** Identity of the reporter, only with their consent to store it. */
  reporter: z
    .object({
      agreedAt: z.number(),
      version: z.union([z.string(), z.number()]),
      name: answer.optional(),
      address: answer.optional(),
      phone: answer.optional(),
    })
    .optional(),
  /** Partners for a referral without a name, only with consent to each; and the answers to the desk. */
  handOver: z
    .object({
      organisation: z.string(),
      agreedAt: z.number(),
      version: z.union([z.string(), z.number()]),
      /** Whether an authority may also know who is reported, the place and the witnesses. */
      isFull: z.boolean().optional(),
      /** Partners besides the first one, named in the same question. */
      others: z.array(z.object({ organisation: z.string(), isFull: z.boolean() })).optional(),
      replies: z.array(replySchema),
    })
    .optional(),
});
export type Report = z.infer<typeof reportSchema>;

/** Returns what its citizen agreed to for one partner, if they did. */
export function agreementWith({ handOver }: Pick<Report, 'handOver'>, partner: string) {
  return [handOver, ...(handOver?.others ?? [])].find((each) => each?.organisation === partner);
}

/** Returns what its citizen answered to the desk about the referral to one of them, with its index. */
export function repliesFor({ handOver }: Pick<Report, 'handOver'>, partner: string) {
  return (handOver?.replies ?? []).flatMap((reply, index) =>
    (reply.partner ?? handOver?.organisation) === partner ? [{ ...reply, index }] : [],
  );
}

/** Creates a report of which only the subject is known. */
export function newReport(id: string, threat: ReportThreat, startedAt: number): Report {
  return { id, threat, startedAt, changedAt: startedAt, settled: [], evidence: [], reminded: 0 };
}

export function isOfElection({ threat, isOfVote }: Report): boolean {
  return threat === 'election-breach' || isOfVote === true;
}

/** Days since it was known: working days in a general election (UU 7/2017 ps 454(6)), else calendar days (UU 1/2015 ps 134). */
const DEADLINE_DAYS = 7;
/** Offices close at 16:00 local time, on Fridays half an hour later. */
const CLOSING_HOUR = 16;

const DRAFT_MS = 3 * DAY;

/** Computes the deadlines of a report. Unknown days count as the earliest possible day. */
export function clockOf(report: Report) {
  const zone = zoneOf(report.province);
  const started = toLocal(report.startedAt, zone).day;
  const from = report.known?.day ?? report.when?.day;
  const first = from === undefined ? started : Math.min(dayOf(from), started);
  const countsWorkdays = electionKindIn(report.account ?? '') === 'pemilu';
  const day = countsWorkdays ? afterWorkdays(first, DEADLINE_DAYS) : first + DEADLINE_DAYS;
  const at = (before: number, hour: number) =>
    fromLocal({ day: day - before, minute: hour * 60 }, zone);
  return {
    zone,
    day,
    countsWorkdays,
    /** Closing time of the office on that day. */
    deadlineAt: at(0, CLOSING_HOUR),
    reminders: [at(2, 8), at(1, 8), at(0, 7)],
  };
}

function afterWorkdays(from: DayNumber, days: number): DayNumber {
  let day = from;
  for (let left = days; left > 0; ) {
    day += 1;
    if (isWorkday(day)) left -= 1;
  }
  return day;
}

/** Returns when a report is erased; `keptDays` counts from its deadline, unless it is an exercise's. */
export function erasedAt(report: Report, keptDays: number): number {
  if (report.preparedAt === undefined) return report.changedAt + DRAFT_MS;
  if (isExercise(report.id)) return report.preparedAt + EXERCISE_MS;
  return Math.max(clockOf(report).deadlineAt, report.preparedAt) + keptDays * DAY;
}

/** Returns reminders that are still ahead or due; none if nobody asked for them or it is filed. */
export function openReminders(report: Report): number[] {
  const { preparedAt, wantsReminders, isFiled, reminded } = report;
  if (preparedAt === undefined || !wantsReminders || isFiled) return [];
  return clockOf(report).reminders.slice(reminded);
}
