import { z } from 'zod';
import { verdictSchema } from './fact-check.ts';

const leaseSchema = z.object({ by: z.string(), until: z.number(), fence: z.number().int() });

/** Why a case was closed without a verdict. */
export const closings = ['spam', 'out_of_scope', 'not_a_claim', 'unverifiable'] as const;

/** The open question that one or more tips ask; `fence` grows with every lease given. */
export const caseSchema = z.object({
  id: z.string(),
  ticket: z.string(),
  status: z.enum(['open', 'published', 'closed', 'merged']),
  claim: z.string(),
  claimKey: z.string(),
  openedAt: z.number(),
  decidedAt: z.number().optional(),
  fence: z.number().int(),
  lease: leaseSchema.optional(),
  factCheck: z.string().optional(),
  mergedInto: z.string().optional(),
  closing: z.enum(closings).optional(),
  revision: z.number().int(),
});
export type Case = z.infer<typeof caseSchema>;

/** Where citizens say a message came from, and what worries them about it. */
export const sources = ['family', 'group', 'account', 'stranger', 'advert'] as const;
export const worries = ['money', 'health', 'election', 'safety', 'other'] as const;

/** One forwarded item in question; personal data of third persons is masked in `text`. */
export const tipSchema = z.object({
  id: z.string(),
  case: z.string(),
  citizen: z.string().optional(),
  text: z.string(),
  kind: z.string(),
  media: z.array(z.object({ sha256: z.string(), mime: z.string() })),
  links: z.array(z.string()),
  forwardingScore: z.number().int(),
  at: z.number(),
  language: z.string(),
  source: z.enum(sources).optional(),
  link: z.string().optional(),
  region: z.string().optional(),
  worry: z.enum(worries).optional(),
});
export type Tip = z.infer<typeof tipSchema>;

/** A reviewer's judgement of a case, as they enter it. */
export const decisionSchema = z.object({
  verdict: verdictSchema,
  summary: z.string().trim().min(10).max(600),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  title: z.string().trim().min(1).max(600).optional(),
  org: z.string().trim().min(1).max(200).optional(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** How long a reviewer's claim on a case holds without a heartbeat. */
export const LEASE_MS = 10 * 60_000;

/** What became of an attempt to claim a case. */
export type Claimed =
  | { type: 'claimed'; case: Case; fence: number }
  | { type: 'taken'; by: string; until: number }
  | { type: 'decided'; status: Case['status'] };

/** Gives a reviewer the lease on a case, or says who has it; claiming again renews it. */
export function claimCase(found: Case, reviewer: string, now: number): Claimed {
  if (found.status !== 'open') return { type: 'decided', status: found.status };
  const held = heldLease(found, now);
  if (held && held.by !== reviewer) return { type: 'taken', by: held.by, until: held.until };
  const fence = held ? held.fence : found.fence + 1;
  const lease = { by: reviewer, until: now + LEASE_MS, fence };
  return { type: 'claimed', case: { ...found, lease, fence }, fence };
}

/** The lease that holds at a time, if any. */
export function heldLease(found: Case, now: number): Case['lease'] {
  return found.lease && found.lease.until > now ? found.lease : undefined;
}

/** The case without its lease. */
export function releaseCase({ lease: _, ...rest }: Case): Case {
  return rest;
}

/** The case as decided by a published fact-check. */
export function publishCase(found: Case, factCheck: string, now: number): Case {
  return { ...releaseCase(found), status: 'published', factCheck, decidedAt: now };
}

/** The case as ended without a verdict. */
export function closeCase(found: Case, closing: (typeof closings)[number], now: number): Case {
  return { ...releaseCase(found), status: 'closed', closing, decidedAt: now };
}
