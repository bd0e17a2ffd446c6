import { z } from 'zod';

/** What a citizen can report, each with questions and ways of its own. */
export const reportThreats = [
  'hate',
  'bullying',
  'violence',
  'scam',
  'election-breach',
  'public-hoax',
] as const;
export type ReportThreat = (typeof reportThreats)[number];

/** What a report is asked about, in the order in which it is asked. */
export const reportQuestions = [
  'account',
  'when',
  'known',
  'place',
  'link',
  'suspect',
  'vote',
  'evidence',
  'witnesses',
  'remind',
  'identity',
  'name',
  'address',
  'phone',
] as const;
export type ReportQuestion = (typeof reportQuestions)[number];

/** Longest answers kept, in characters; all together fit into one message. */
export const MAX_ACCOUNT = 1500;
export const MAX_ANSWER = 200;
export const MAX_EVIDENCE = 10;

const answer = z.string().max(MAX_ANSWER);
/** A day as an ISO date, where one was understood, and the citizen's own words for it. */
const whenSchema = z.object({ day: z.string().optional(), said: answer });
export type When = z.infer<typeof whenSchema>;

/** A piece of evidence: the file stays with the citizen, its fingerprint proves later that it is the same. */
const evidenceSchema = z.object({
  kind: z.string(),
  sha256: z.string().optional(),
  receivedAt: z.number(),
});

/** A report in the making or made; it is sealed with its citizen's profile and never part of a tip. */
export const reportSchema = z.object({
  id: z.string(),
  threat: z.enum(reportThreats),
  startedAt: z.number(),
  changedAt: z.number(),
  preparedAt: z.number().optional(),
  /** Questions that were answered or skipped. */
  settled: z.array(z.enum(reportQuestions)),
  account: z.string().max(MAX_ACCOUNT).optional(),
  when: whenSchema.optional(),
  known: whenSchema.optional(),
  place: answer.optional(),
  province: z.string().optional(),
  link: answer.optional(),
  suspect: answer.optional(),
  /** Whether it is about an election, where that is not clear by itself. */
  isOfVote: z.boolean().optional(),
  evidence: z.array(evidenceSchema).max(MAX_EVIDENCE),
  witnesses: answer.optional(),
  wantsReminders: z.boolean().optional(),
  /** How many reminders have come by. */
  reminded: z.number().int(),
  /** Whether the citizen has said that they have filed it. */
  isFiled: z.boolean().optional(),
  /** Whether what to do in danger has been told. */
  isWarned: z.boolean().optional(),
  /** Who reports, only where they have agreed to have it written down. */
  reporter: z
    .object({
      agreedAt: z.number(),
      version: z.union([z.string(), z.number()]),
      name: answer.optional(),
      address: answer.optional(),
      phone: answer.optional(),
    })
    .optional(),
  /** To whom it may be passed on without a name, only where the citizen has agreed to that; and what they told the desk. */
  handOver: z
    .object({
      organisation: z.string(),
      agreedAt: z.number(),
      version: z.union([z.string(), z.number()]),
      /** `question` counts the steps of the desk from 0; no text where the citizen let it be. */
      replies: z.array(z.object({ question: z.number().int(), at: z.number(), text: answer })),
    })
    .optional(),
});
export type Report = z.infer<typeof reportSchema>;

/** A report of which nothing is known but what it is about. */
export function newReport(id: string, threat: ReportThreat, startedAt: number): Report {
  return { id, threat, startedAt, changedAt: startedAt, settled: [], evidence: [], reminded: 0 };
}

/** Whether a report is about an election. */
export function isOfElection({ threat, isOfVote }: Report): boolean {
  return threat === 'election-breach' || isOfVote === true;
}
