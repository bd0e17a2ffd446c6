import { z } from 'zod';
import { topics } from '../cases/topics.ts';
import { provinceNames } from '../text/province.ts';
import type { Zone } from '../time/clock-zone.ts';
import { zoneOf } from '../time/time-zone.ts';

/** What a subscriber wants to hear of: everything, one topic, or what names their province. */
export const EVERYTHING = 'all';

/** Every interest that there can be. */
export const interests: readonly string[] = [EVERYTHING, ...topics, ...provinceNames];

export const periods = ['daily', 'weekly'] as const;
export type Period = (typeof periods)[number];

/** A citizen's wish for digests, and their consent to it. */
export const subscriptionSchema = z.object({
  every: z.enum(periods),
  interest: z.string(),
  consent: z.object({ version: z.string(), at: z.number() }),
  /** What was published from then on is news to them. */
  since: z.number(),
  nextAt: z.number(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** How far a citizen is in the course; `nextAt` where the next lesson is to come by itself. */
export const courseSchema = z.object({
  next: z.number().int(),
  right: z.number().int(),
  isDaily: z.boolean(),
  nextAt: z.number().optional(),
});
export type Course = z.infer<typeof courseSchema>;

/** Whatever a citizen is to be told without asking each time, and what they were told so. */
export const reachSchema = z.object({
  subscription: subscriptionSchema.optional(),
  course: courseSchema.optional(),
  /** Warnings that are on their way, by fact-check. */
  warnings: z.array(z.object({ factCheck: z.string(), at: z.number() })).optional(),
  /** When they were written to unasked, as far as it still counts. */
  sent: z.array(z.number()).optional(),
  /** What waits for them to write, since they cannot be written to. */
  waiting: z.enum(['digest', 'lesson']).optional(),
});
export type Reach = z.infer<typeof reachSchema>;

/** The zone by whose clocks a citizen is written to: that of their province, else Jakarta's. */
export function zoneOfReach({ subscription }: Reach): Zone {
  const province = provinceNames.find((name) => name === subscription?.interest);
  return zoneOf(province).name;
}

/** When something is to be done for a citizen next; null for never. */
export function reachAt({ subscription, course, warnings = [] }: Reach): number | null {
  const times = [subscription?.nextAt, course?.nextAt, ...warnings.map(({ at }) => at)].filter(
    (at) => at !== undefined,
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** Reach without anything that comes unasked; what was sent still counts, and progress in the course stays. */
export function endReach({ course, sent }: Reach): Reach {
  const { next = 0, right = 0 } = course ?? {};
  return { ...(course && { course: { next, right, isDaily: false } }), ...(sent && { sent }) };
}

/** Whether anything is to come unasked. */
export function expectsAnything(reach: Reach): boolean {
  return reach.subscription !== undefined || reach.course?.nextAt !== undefined;
}
