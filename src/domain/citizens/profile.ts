import { z } from 'zod';
import { openRequestSchema } from '../privacy/consents.ts';
import { reportSchema } from '../reports/report.ts';
import { type Subscriptions, subscriptionsSchema } from '../subscriptions/subscription.ts';
import { DAY } from '../time/jakarta-day.ts';

/** What we remember of a citizen besides the conversation. */
export const profileSchema = z.object({
  language: z.string(),
  firstAt: z.number(),
  isOptedOut: z.boolean(),
  /** What was agreed to last; the ledger has the words. An entry without a digest is of words long gone. */
  consent: z
    .object({
      version: z.union([z.string(), z.number()]),
      digest: z.string().optional(),
      language: z.string().optional(),
      at: z.number(),
      /** The very words of the yes. */
      said: z.string().optional(),
    })
    .optional(),
  /** Whether a withdrawal of consent has turned off the news. */
  hasWithdrawn: z.boolean().optional(),
  /** What has been asked and is not done yet. */
  requests: z.array(openRequestSchema).optional(),
  /** Whether the citizen has restricted the use of their data. */
  isRestricted: z.boolean().optional(),
  /** Code of the exercise that the citizen takes part in. */
  exercise: z.string().optional(),
  /** When they last sent something while it went on. */
  exercisedAt: z.number().optional(),
  /** Until when the citizen is not answered, and whether they were notified. */
  block: z.object({ until: z.number(), isTold: z.boolean() }).optional(),
  /** Until when the citizen is left to somebody of the team who answers by hand. */
  humanUntil: z.number().optional(),
  /** Reports in the making and made; they end with the profile, or on a timer of their own. */
  reports: z.array(reportSchema).optional(),
  /** Digests, lessons and warnings; it ends with the profile. */
  reach: subscriptionsSchema.optional(),
  /** What an erasure must not give back of today's reports: how many tips and reports are no longer known, and until when they count. */
  spent: z.object({ tips: z.number(), reports: z.number(), until: z.number() }).optional(),
  /** Tokens left for messages, per minute and per day, when last counted. */
  allowance: z.object({ minute: z.number(), day: z.number(), at: z.number(), warned: z.boolean() }),
});
export type Profile = z.infer<typeof profileSchema>;

/** A burst of 20 messages and 200 a day are plenty for a person, and few for a machine. */
const PER_MINUTE = 20;
const PER_DAY = 200;

/** The profile of a citizen who writes for the first time. */
export function newProfile(language: string, now: number): Profile {
  const allowance = { minute: PER_MINUTE, day: PER_DAY, at: now, warned: false };
  return { language, firstAt: now, isOptedOut: false, allowance };
}

/** Spends the allowance on some messages; over it, a first notice and then silence. */
export function spend(profile: Profile, messages: number, now: number) {
  const { allowance } = profile;
  const passed = Math.max(0, now - allowance.at);
  const minute = Math.min(PER_MINUTE, allowance.minute + (passed * PER_MINUTE) / 60_000);
  const day = Math.min(PER_DAY, allowance.day + (passed * PER_DAY) / DAY);
  const isWithin = minute >= messages && day >= messages;
  const left = isWithin ? { minute: minute - messages, day: day - messages } : { minute, day };
  const limit = isWithin ? 'within' : allowance.warned ? 'silence' : 'notice';
  return { profile: { ...profile, allowance: { ...left, at: now, warned: !isWithin } }, limit };
}

/** When an allowance is full again, if nothing more is written. */
export function refilledAt({ minute, day, at }: Profile['allowance']): number {
  const forMinute = ((PER_MINUTE - minute) * 60_000) / PER_MINUTE;
  const forDay = ((PER_DAY - day) * DAY) / PER_DAY;
  return at + Math.max(0, forMinute, forDay);
}

/** The profile with its citizen's digests, lessons and warnings as they are now; without where there are none. */
export function withSubscriptions({ reach: _, ...profile }: Profile, reach: Subscriptions) {
  return Object.keys(reach).length === 0 ? profile : { ...profile, reach };
}

/** Returns the interest of a subscriber; null for other citizens. */
export function interestOf({ isOptedOut, reach }: Profile): string | null {
  return isOptedOut ? null : (reach?.subscription?.interest ?? null);
}
