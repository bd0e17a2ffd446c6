import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import { type Threat, threats, threatTable } from '../cases/threats.ts';
import { urgencySchema } from '../cases/urgency.ts';
import { custodySchema, MAX_CUSTODY } from './custody.ts';
import names from './partner-names.json' with { type: 'json' };

/** The harms for which a case can be passed on to an organisation that acts on them. */
export type ReferableThreat = {
  [T in Threat]: (typeof threatTable)[T] extends { report: string } ? T : never;
}[Threat];
export const referableThreats = threats.filter(
  (threat): threat is ReferableThreat => 'report' in threatTable[threat],
);

/** Progress of a referral, in order; the last three end it, and only the tipline withdraws. */
export const referralStatuses = keysOf(names.statuses);
export type ReferralStatus = (typeof referralStatuses)[number];

export const partnerStatuses = referralStatuses.filter(
  (status) => status !== 'dikirim' && status !== 'ditarik',
);

export const recorders = ['post', 'partner'] as const;
export type Recorder = (typeof recorders)[number];

const stepSchema = z.object({
  status: z.enum(referralStatuses),
  at: z.number(),
  by: z.string(),
  /** Text that citizens may read; personal data is masked. */
  note: z.string().max(280).optional(),
  /** Whether the partner's own account or program set it, or the tipline recorded what it heard. */
  recordedBy: z.enum(recorders).optional(),
  /** Who at the partner has confirmed what the tipline recorded. */
  confirmed: z.object({ by: z.string(), at: z.number() }).optional(),
  /** Whether it corrects what the tipline recorded before. */
  corrects: z.boolean().optional(),
  /** Whether it adds words to the present status, or opens again what was over. */
  how: z.enum(['more', 'reopened']).optional(),
  /** Why it was withdrawn: the citizen's data are gone, they took their consent back, or the report's time is over. */
  reason: z.enum(['erased', 'consent', 'expired']).optional(),
});
export type ReferralStep = z.infer<typeof stepSchema>;

/** Longest private note, in characters, and the longest number of a partner's own file. */
export const MAX_PRIVATE_NOTE = 1000;
export const MAX_CASE_NUMBER = 40;
export const MAX_PRIVATE_NOTES = 200;

/** Note between the desk and the partner that citizens never read. */
const privateNoteSchema = z.object({
  at: z.number(),
  by: z.string(),
  from: z.enum(recorders),
  text: z.string().max(MAX_PRIVATE_NOTE),
});
export type PrivateNote = z.infer<typeof privateNoteSchema>;

/** Webhook event for a partner; `id` is the same at every attempt. */
const parcelSchema = z.object({
  id: z.string(),
  event: z.enum(keysOf(names.events)),
  dueAt: z.number(),
  /** Until when only one process delivers it. */
  leasedUntil: z.number(),
  failures: z.number(),
  error: z.string().optional(),
  deliveredAt: z.number().optional(),
});
export type WebhookEvent = z.infer<typeof parcelSchema>;

/** Attempts before automatic retries stop; with waits of up to six hours, about four days. */
export const MOST_FAILURES = 25;

/** What was referred: a case, or a citizen's report under the reference of its referral. */
const subjectSchema = z.union([
  z.object({ case: z.string(), ticket: z.string() }),
  z.object({ report: z.string() }),
]);

/** Referral to an organisation: the id of its subject, and its progress there. */
export const referralSchema = subjectSchema.and(
  z.object({
    organisation: z.string(),
    threat: z.enum(referableThreats),
    /** How soon the partner should act, if not as usual. */
    urgency: urgencySchema.optional(),
    /** Time within which the partner should acknowledge it. */
    answerMs: z.number(),
    steps: z.array(stepSchema).min(1),
    /** Number of steps told to citizens and recorded in the case's history. */
    told: z.number().int(),
    /** How often its delay was escalated: to the second contact, then to the people on duty. */
    escalations: z.number().int(),
    parcels: z.array(parcelSchema),
    /** To whom an e-mail about it has still to go. */
    letters: z
      .object({ to: z.array(z.string()), isLate: z.boolean(), tries: z.int(), dueAt: z.number() })
      .optional(),
    /** Number of the partner's own file, and who there works on it. */
    caseNumber: z.string().max(MAX_CASE_NUMBER).optional(),
    assignee: z.string().max(100).optional(),
    notes: z.array(privateNoteSchema).max(MAX_PRIVATE_NOTES).optional(),
    custody: z.array(custodySchema).max(MAX_CUSTODY).optional(),
    /** When it last changed for its partner, for feeds; and the version of the verdict that they have. */
    changedAt: z.number().optional(),
    /** Who at the partner confirmed that they have deleted what was withdrawn. */
    deleted: z.object({ by: z.string(), at: z.number() }).optional(),
    /** Reference of the first one to this partner about the same matter; empty where it is the only one, missing until that was looked at. */
    matter: z.string().optional(),
    verdict: z.string().optional(),
    /** Accepted messages of the partner, so that none counts twice. */
    heard: z.array(z.object({ id: z.string(), at: z.number() })),
  }),
);
export type Referral = z.infer<typeof referralSchema>;

export function statusOf({ steps }: Pick<Referral, 'steps'>): ReferralStatus {
  return steps.at(-1)?.status ?? 'dikirim';
}

export function isOver(status: ReferralStatus): boolean {
  return status === 'selesai' || status === 'ditolak' || status === 'ditarik';
}

/** Whether a status can follow another: only forward, and nothing follows the end. */
export function canFollow(status: ReferralStatus, before: ReferralStatus): boolean {
  const [next, present] = [referralStatuses.indexOf(status), referralStatuses.indexOf(before)];
  return !isOver(before) && next > present;
}

/** Whether the tipline recorded it without the partner's confirmation, so it is not their word. */
export function isUnconfirmed({ recordedBy, confirmed }: ReferralStep): boolean {
  return recordedBy === 'post' && confirmed === undefined;
}

/** Whether a status can be set now; what the tipline recorded binds only the tipline, so partners confirm or reopen it. */
export function canSay(
  status: ReferralStatus,
  { steps }: Pick<Referral, 'steps'>,
  recorder: Recorder,
): boolean {
  return canFollow(status, lastSaid({ steps }, recorder));
}

/** How words can be said under a status that cannot follow: as more of the present one, or by opening what was ended. */
export function howToAdd(
  status: ReferralStatus,
  referral: Pick<Referral, 'steps'>,
  recorder: Recorder,
): ReferralStep['how'] {
  const last = lastSaid(referral, recorder);
  if (status === last && !isOver(last)) return 'more';
  const isEnd = last === 'selesai' || last === 'ditolak';
  return recorder === 'partner' && isEnd && status === 'diproses' ? 'reopened' : undefined;
}

function lastSaid({ steps }: Pick<Referral, 'steps'>, recorder: Recorder): ReferralStatus {
  if (recorder === 'post') return statusOf({ steps });
  return statusOf({ steps: steps.filter((step) => !isUnconfirmed(step)) });
}

/** Returns who made a step: the tipline for referrals and withdrawals, else the partner. */
export function recorderOf({ status, recordedBy }: ReferralStep): Recorder {
  if (status === 'dikirim' || status === 'ditarik') return 'post';
  return recordedBy ?? 'partner';
}

/** Returns by when the partner should have acknowledged it. */
export function answerBy({ steps, answerMs }: Pick<Referral, 'steps' | 'answerMs'>): number {
  return (steps[0]?.at ?? 0) + answerMs;
}

/** Groups of referrals on the board. */
export const standings = ['late', 'open', 'answered', 'over'] as const;
export type Standing = (typeof standings)[number];

/** Late means that nobody has acknowledged it in time. */
export function standingOf(referral: Pick<Referral, 'steps' | 'answerMs'>, now: number): Standing {
  const status = statusOf(referral);
  if (isOver(status)) return 'over';
  if (status !== 'dikirim') return 'answered';
  return now > answerBy(referral) ? 'late' : 'open';
}

/** Returns how many escalations are due: one when time is up, one after the same time again. */
export function escalationsDue(
  referral: Pick<Referral, 'steps' | 'answerMs'>,
  now: number,
): 0 | 1 | 2 {
  if (standingOf(referral, now) !== 'late') return 0;
  return now > answerBy(referral) + referral.answerMs ? 2 : 1;
}
