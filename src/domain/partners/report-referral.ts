import { z } from 'zod';
import { threatFacts } from '../cases/threats.ts';
import { urgencySchema } from '../cases/urgency.ts';
import { MAX_EVIDENCE, type Report, type ReportThreat, repliesFor } from '../reports/report.ts';
import { type ReferableThreat, referableThreats } from './referral.ts';

/** Longest question or reason that the desk writes to a citizen, in characters. */
export const MAX_DESK_WORDS = 300;
/** Maximum of questions to a citizen about one report. */
export const MAX_QUESTIONS = 3;

const at = { at: z.number(), by: z.string() };
const deskWords = z.string().min(1).max(MAX_DESK_WORDS);
/** Step of the desk: asks the citizen, declines the referral, or refers the report. */
const deskStepSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('asked'), ...at, question: deskWords }),
  z.object({ type: z.literal('declined'), ...at, reason: deskWords }),
  /** Time within which the partner should acknowledge it. */
  z.object({ type: z.literal('passed'), ...at, answerMs: z.number() }),
]);
export type DeskStep = z.infer<typeof deskStepSchema>;

export const MAX_MASKS = 200;

/** Position in a citizen's text, in characters; `reply` counts their answers from 0. */
const reportMaskSchema = z.object({
  field: z.enum(['account', 'place', 'suspect', 'link', 'witnesses', 'reply']),
  reply: z.number().int().optional(),
  at: z.number().int(),
  length: z.number().int(),
});
export type ReportMask = z.infer<typeof reportMaskSchema>;

/** Report referral that its citizen agreed to; their words stay in their profile. */
export const reportReferralSchema = z.object({
  /** Removed when the citizen is erased. */
  citizen: z.string().optional(),
  report: z.string(),
  organisation: z.string(),
  threat: z.enum(referableThreats),
  /** As guessed from its words, or as the desk said. */
  urgency: urgencySchema.optional(),
  proposedAt: z.number(),
  steps: z.array(deskStepSchema),
  /** Number of steps that the citizen was told. */
  told: z.number().int(),
  /** Positions that the desk has blacked out; only the report itself holds the words. */
  masks: z.array(reportMaskSchema).max(MAX_MASKS).optional(),
  /** Hashes of the evidence that the partner may have; the files are kept as long as this is. */
  files: z.array(z.string()).max(MAX_EVIDENCE).optional(),
  /** Whether its partner has heard that its citizen restricts the use of their data. */
  isRestricted: z.boolean().optional(),
});
export type ReportReferral = z.infer<typeof reportReferralSchema>;

/** States of a report referral: with the desk, with its citizen, or decided. */
export const reportReferralStates = ['waiting', 'asked', 'passed', 'declined'] as const;
export type ReportReferralState = (typeof reportReferralStates)[number];

/** Returns the state of a report referral; a question is open until the citizen answers it. */
export function stateOfReportReferral(
  { steps, organisation }: Pick<ReportReferral, 'steps' | 'organisation'>,
  report: Pick<Report, 'handOver'>,
): ReportReferralState {
  const last = steps.at(-1);
  if (last?.type !== 'asked') return last?.type ?? 'waiting';
  const replies = repliesFor(report, organisation);
  return replies.some(({ question }) => question === steps.length - 1) ? 'waiting' : 'asked';
}

/** Whether the desk has referred or declined it, which is final. */
export function isDecided({ steps }: Pick<ReportReferral, 'steps'>): boolean {
  const last = steps.at(-1);
  return last !== undefined && last.type !== 'asked';
}

/** Returns the harm by which rules look for a partner for a report. */
export function threatOfReport(named: ReportThreat): ReferableThreat {
  const found = referableThreats.find((each) => threatFacts(each).report === named);
  return found ?? 'gangguan_informasi';
}
