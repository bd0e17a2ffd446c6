import { z } from 'zod';
import { topics } from '../../domain/cases/topic-words.ts';
import { licenceNames } from '../../domain/disclosure/licences.ts';
import { alertKinds } from '../../domain/duty/alert.ts';
import { verdictSchema } from '../../domain/fact-checks/verdicts.ts';

/** What is counted by kinds, each along a chain of axes. */
export const tableNames = ['asks', 'told', 'messages', 'searches', 'referrals'] as const;
export type TableName = (typeof tableNames)[number];

/** What is counted as one number alone. */
export const totalNames = [
  'people',
  'answers',
  'published',
  'closed',
  'reports',
  'data-requests',
  'erasures',
] as const;

const count = z.number().int().nonnegative();
const published = count.nullable();
const halfAndMost = z.object({ p50: z.number(), p90: z.number() }).nullable();

const tableSchema = z.object({
  name: z.enum(tableNames),
  axes: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  /** In the order in which a chain names its cells; null is withheld. */
  counts: z.array(published),
});
export type RecordTable = z.infer<typeof tableSchema>;

const listedSchema = z.object({
  id: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  topic: z.enum([...topics, 'other']),
  /** ISO days. */
  publishedOn: z.string(),
  version: z.number().int(),
  isWithdrawn: z.boolean(),
  path: z.string(),
});
export type ListedFactCheck = z.infer<typeof listedSchema>;

/** What a month comes to, with small numbers withheld already: nothing that is kept here is anybody's secret. */
export const recordSchema = z.object({
  month: z.string(),
  post: z.string(),
  /** The ISO day on which it was counted. */
  countedOn: z.string(),
  /** The fewest that a number is published for. */
  least: z.number().int(),
  tables: z.array(tableSchema),
  totals: z.record(z.enum(totalNames), published),
  /** The time that half of all took, and nine of ten, at most; null where there were few. */
  answerSeconds: halfAndMost,
  decisionHours: halfAndMost,
  corrections: count,
  withdrawals: count,
  alarms: z.partialRecord(z.enum(alertKinds), count),
  /** The post's own fact-checks of the month, as they were when it was counted. */
  factChecks: z.array(listedSchema),
});
export type MonthRecord = z.infer<typeof recordSchema>;

const revisionSchema = z.object({ at: z.number(), by: z.string(), note: z.string() });

/** A month as it is kept: counted once, then published on purpose, then revised by dated notes alone. */
export const storedReportSchema = z.object({
  record: recordSchema,
  published: z.object({ at: z.number(), by: z.string(), licence: z.enum(licenceNames) }).optional(),
  revisions: z.array(revisionSchema),
});
export type Revision = z.infer<typeof revisionSchema>;
