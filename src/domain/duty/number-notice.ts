import { z } from 'zod';
import type { Cause } from './alert.ts';
import topics from './number-topics.json' with { type: 'json' };

/** What Meta can tell an operator of a number, an account or a template. */
export type NoticeTopic = keyof typeof topics;

/** Notice of Meta to the operator; contains nothing about citizens. */
export const numberNoticeSchema = z.object({
  topic: z.custom<NoticeTopic>(
    (topic) => typeof topic === 'string' && Object.hasOwn(topics, topic),
  ),
  /** Number or template that it concerns; empty for the account. */
  of: z.string(),
  /** Meta's reason, masked. */
  detail: z.string().optional(),
  at: z.number(),
  /** When a restriction ends. */
  until: z.number().optional(),
});
export type NumberNotice = z.infer<typeof numberNoticeSchema>;

/** Identifies what a notice is about: a later one about the same replaces it. */
export function slotOf({ topic, of }: Pick<NumberNotice, 'topic' | 'of'>): string {
  return `${topics[topic].slot}:${of}`;
}

/** Describes a notice as an incident: topic and subject, and Meta's reason. */
export function causeOf({ topic, of, detail }: NumberNotice): Omit<Cause, 'kind'> {
  const why = detail === undefined ? {} : { detail };
  return { of: of === '' ? topic : `${topic}:${of}`, value: 1, ...why };
}

const WEEK_MS = 7 * 86_400_000;

/** How bad a notice still is: `bad` stops messages or threatens to, `watch` needs a look, `good` nothing. */
export function gradeOf({ topic, at, until = at + WEEK_MS }: NumberNotice, now: number) {
  return until <= now ? 'good' : (topics[topic].grade as 'bad' | 'watch' | 'good'); // by its test
}
