import { z } from 'zod';
import type { Threat } from '../cases/threats.ts';

/** The harms for which a case can be passed on to an organisation that acts on them. */
export const referableThreats = [
  'gangguan_informasi',
  'penipuan',
  'ujaran_kebencian',
  'perundungan',
  'kekerasan',
  'pelanggaran_pemilu',
] as const satisfies readonly Threat[];
export type ReferableThreat = (typeof referableThreats)[number];

/**
 * How far a partner is with what was passed on to it, in the order in which that goes; the last three are its end.
 * Only the post withdraws, where a citizen's report is gone.
 */
export const referralStatuses = [
  'dikirim',
  'diterima',
  'diproses',
  'selesai',
  'ditolak',
  'ditarik',
] as const;
export type ReferralStatus = (typeof referralStatuses)[number];

/** What a partner can say of a referral. */
export const partnerStatuses = referralStatuses.filter(
  (status) => status !== 'dikirim' && status !== 'ditarik',
);

/** Who can write down how far a partner is. */
export const recorders = ['post', 'partner'] as const;
export type Recorder = (typeof recorders)[number];

const stepSchema = z.object({
  status: z.enum(referralStatuses),
  at: z.number(),
  by: z.string(),
  /** What citizens may read of it; personal data is masked. */
  note: z.string().max(280).optional(),
  /** Whether the partner said it by its own account or program, or the post wrote down what it heard. */
  recordedBy: z.enum(recorders).optional(),
  /** Who at the partner has confirmed what the post wrote down. */
  confirmed: z.object({ by: z.string(), at: z.number() }).optional(),
  /** Whether it sets right what the post had written down before. */
  corrects: z.boolean().optional(),
});
export type ReferralStep = z.infer<typeof stepSchema>;

/** A message on its way to a partner; `id` is the same at every attempt. */
const parcelSchema = z.object({
  id: z.string(),
  event: z.enum(['referral.created', 'referral.late', 'referral.withdrawn']),
  dueAt: z.number(),
  /** Until when one process alone brings it. */
  leasedUntil: z.number(),
  failures: z.number(),
  error: z.string().optional(),
  deliveredAt: z.number().optional(),
});
export type Parcel = z.infer<typeof parcelSchema>;

/** After so many failures nobody tries again by themselves; with waits of up to six hours, about four days. */
export const MOST_FAILURES = 25;

/** What was passed on: a case, or a citizen's report under the reference of its hand-over. */
const subjectSchema = z.union([
  z.object({ case: z.string(), ticket: z.string() }),
  z.object({ report: z.string() }),
]);

/** Something passed on to an organisation: nothing of it but its id, and what became of it there. */
export const referralSchema = subjectSchema.and(
  z.object({
    organisation: z.string(),
    threat: z.enum(referableThreats),
    /** Within what time the partner is to acknowledge it. */
    answerMs: z.number(),
    steps: z.array(stepSchema).min(1),
    /** How many of the steps citizens and the case's history have been told of. */
    told: z.number().int(),
    /** How often its lateness was passed on: to the second contact, then to whoever is on duty. */
    escalations: z.number().int(),
    parcels: z.array(parcelSchema),
    /** The messages of the partner that were taken, so that none counts twice. */
    heard: z.array(z.object({ id: z.string(), at: z.number() })),
  }),
);
export type Referral = z.infer<typeof referralSchema>;

/** The present status. */
export function statusOf({ steps }: Pick<Referral, 'steps'>): ReferralStatus {
  return steps.at(-1)?.status ?? 'dikirim';
}

/** Whether a partner is done with it. */
export function isOver(status: ReferralStatus): boolean {
  return status === 'selesai' || status === 'ditolak' || status === 'ditarik';
}

/** Whether a status can follow another: only ahead, and nothing follows the end. */
export function canFollow(status: ReferralStatus, before: ReferralStatus): boolean {
  const [next, present] = [referralStatuses.indexOf(status), referralStatuses.indexOf(before)];
  return !isOver(before) && next > present;
}

/** Whether the post wrote it down and the partner has not confirmed it, so that it is not the partner's word. */
export function isUnconfirmed({ recordedBy, confirmed }: ReferralStep): boolean {
  return recordedBy === 'post' && confirmed === undefined;
}

/**
 * Whether somebody can say a status now. What the post wrote down binds nobody but the post: the partner may say
 * whatever can follow its own last word, and so confirms or opens again what it never said.
 */
export function canSay(
  status: ReferralStatus,
  { steps }: Pick<Referral, 'steps'>,
  recorder: Recorder,
): boolean {
  if (recorder === 'post') return canFollow(status, statusOf({ steps }));
  return canFollow(status, statusOf({ steps: steps.filter((step) => !isUnconfirmed(step)) }));
}

/** Who a step comes from; what was passed on or withdrawn comes from the post, older steps from the partner. */
export function recorderOf({ status, recordedBy }: ReferralStep): Recorder {
  if (status === 'dikirim' || status === 'ditarik') return 'post';
  return recordedBy ?? 'partner';
}

/** By when the partner is to have acknowledged it. */
export function answerBy({ steps, answerMs }: Pick<Referral, 'steps' | 'answerMs'>): number {
  return (steps[0]?.at ?? 0) + answerMs;
}

/** Where a referral stands on the board. */
export const standings = ['late', 'open', 'answered', 'over'] as const;
export type Standing = (typeof standings)[number];

/** Late is what nobody has acknowledged in time. */
export function standingOf(referral: Pick<Referral, 'steps' | 'answerMs'>, now: number): Standing {
  const status = statusOf(referral);
  if (isOver(status)) return 'over';
  if (status !== 'dikirim') return 'answered';
  return now > answerBy(referral) ? 'late' : 'open';
}

/** How often lateness should have been passed on by now: once when time is up, once more after as long again. */
export function escalationsDue(
  referral: Pick<Referral, 'steps' | 'answerMs'>,
  now: number,
): 0 | 1 | 2 {
  if (standingOf(referral, now) !== 'late') return 0;
  return now > answerBy(referral) + referral.answerMs ? 2 : 1;
}
