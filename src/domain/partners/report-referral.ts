import { z } from 'zod';
import type { Report, ReportThreat } from '../reports/report.ts';
import { type ReferableThreat, referableThreats } from './referral.ts';

/** Longest question or reason that the desk writes to a citizen, in characters. */
export const MAX_DESK_WORDS = 300;
/** So many questions a citizen is asked about one report, and no more. */
export const MAX_QUESTIONS = 3;

const at = { at: z.number(), by: z.string() };
const deskWords = z.string().min(1).max(MAX_DESK_WORDS);
/** What the desk does with a report: asks its citizen, declines to pass it on, or passes it on. */
const deskStepSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('asked'), ...at, question: deskWords }),
  z.object({ type: z.literal('declined'), ...at, reason: deskWords }),
  /** Within what time the partner is to acknowledge it. */
  z.object({ type: z.literal('passed'), ...at, answerMs: z.number() }),
]);
export type DeskStep = z.infer<typeof deskStepSchema>;

/** Most places that can be blacked out in one report. */
export const MAX_MASKS = 200;

/** A place in what a citizen has told, in characters; `reply` counts their answers from 0. */
const reportMaskSchema = z.object({
  field: z.enum(['account', 'link', 'reply']),
  reply: z.number().int().optional(),
  at: z.number().int(),
  length: z.number().int(),
});
export type ReportMask = z.infer<typeof reportMaskSchema>;

/** A report that its citizen lets the post pass on: nothing of what they wrote, which stays in their profile. */
export const handOverSchema = z.object({
  /** Gone with the citizen. */
  citizen: z.string().optional(),
  report: z.string(),
  organisation: z.string(),
  threat: z.enum(referableThreats),
  proposedAt: z.number(),
  steps: z.array(deskStepSchema),
  /** How many of the steps the citizen has been told of. */
  told: z.number().int(),
  /** What the desk has blacked out, by where it stands: the words themselves are kept nowhere but in the report. */
  masks: z.array(reportMaskSchema).max(MAX_MASKS).optional(),
});
export type HandOver = z.infer<typeof handOverSchema>;

/** Where a hand-over stands: with the desk, with its citizen, or decided. */
export const handOverStates = ['waiting', 'asked', 'passed', 'declined'] as const;
export type HandOverState = (typeof handOverStates)[number];

/** Where a hand-over stands; a question is open until the citizen has answered it. */
export function stateOfHandOver(
  { steps }: Pick<HandOver, 'steps'>,
  report: Pick<Report, 'handOver'> | undefined,
): HandOverState {
  const last = steps.at(-1);
  if (last?.type !== 'asked') return last?.type ?? 'waiting';
  const answered = report?.handOver?.replies.some(({ question }) => question === steps.length - 1);
  return answered ? 'waiting' : 'asked';
}

/** Whether the desk has passed it on or declined to, which stands. */
export function isDecided({ steps }: Pick<HandOver, 'steps'>): boolean {
  const last = steps.at(-1);
  return last !== undefined && last.type !== 'asked';
}

/** The harm by which rules look for a partner for a report. */
export const threatOfReport: Readonly<Record<ReportThreat, ReferableThreat>> = {
  hate: 'ujaran_kebencian',
  bullying: 'perundungan',
  violence: 'kekerasan',
  scam: 'penipuan',
  'election-breach': 'pelanggaran_pemilu',
  'public-hoax': 'gangguan_informasi',
};
