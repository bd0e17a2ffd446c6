import { z } from 'zod';
import { topics } from '../cases/topic-words.ts';
import { provinceNames } from '../text/province.ts';
import { type Zone, zoneOf } from '../time/clock-zone.ts';

/** Interest in everything; others are one topic, or fact-checks that name one province. */
export const EVERYTHING = 'all';

export const interests: readonly string[] = [EVERYTHING, ...topics, ...provinceNames];

export const periods = ['daily', 'weekly'] as const;
export type Period = (typeof periods)[number];

/** A citizen's subscription to digests, with their consent. */
export const subscriptionSchema = z.object({
  every: z.enum(periods),
  interest: z.string(),
  consent: z.object({ version: z.string(), at: z.number() }),
  /** Only fact-checks published from then on are new to them. */
  since: z.number(),
  nextAt: z.number(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** Progress in the course; `nextAt` if the next lesson comes automatically. */
export const courseSchema = z.object({
  next: z.number().int(),
  right: z.number().int(),
  isDaily: z.boolean(),
  nextAt: z.number().optional(),
});
export type Course = z.infer<typeof courseSchema>;

/** Subscription, course, warnings and unasked messages of a citizen. */
export const subscriptionsSchema = z.object({
  subscription: subscriptionSchema.optional(),
  course: courseSchema.optional(),
  warnings: z.array(z.object({ factCheck: z.string(), at: z.number() })).optional(),
  /** Times of unasked messages that still count. */
  sent: z.array(z.number()).optional(),
  /** Message that waits until they write, because they cannot be reached. */
  waiting: z.enum(['digest', 'lesson']).optional(),
});
export type Subscriptions = z.infer<typeof subscriptionsSchema>;

/** Returns the time zone for a citizen: that of their province, else Jakarta's. */
export function zoneOfSubscriptions({ subscription }: Subscriptions): Zone {
  const province = provinceNames.find((name) => name === subscription?.interest);
  return zoneOf(province);
}

/** Returns when the next item is due; null for never. */
export function nextUnaskedAt({ subscription, course, warnings = [] }: Subscriptions) {
  const times = [subscription?.nextAt, course?.nextAt, ...warnings.map(({ at }) => at)].filter(
    (at) => at !== undefined,
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** Ends everything unasked; keeps the times of sent messages and the progress in the course. */
export function endSubscriptions({ course, sent }: Subscriptions): Subscriptions {
  const { next = 0, right = 0 } = course ?? {};
  return { ...(course && { course: { next, right, isDaily: false } }), ...(sent && { sent }) };
}

/** Whether any unasked message is expected. */
export function expectsAnything(reach: Subscriptions): boolean {
  return reach.subscription !== undefined || reach.course?.nextAt !== undefined;
}
