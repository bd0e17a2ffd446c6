import type { Case, closings } from './case.ts';

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
  const { draft: _, proposal: __, snoozedUntil: ___, ...rest } = releaseCase(found);
  return { ...rest, status: 'published', factCheck, decidedAt: now };
}

/** The case as ended without a verdict. */
export function closeCase(found: Case, closing: (typeof closings)[number], now: number): Case {
  const { proposal: _, snoozedUntil: __, ...rest } = releaseCase(found);
  return { ...rest, status: 'closed', closing, decidedAt: now };
}

/** The case with a judgement that waits for a second person; whoever made it is done with it. */
export function proposeVerdict(found: Case, proposal: NonNullable<Case['proposal']>): Case {
  const { draft: _, ...rest } = releaseCase(found);
  return { ...rest, proposal };
}

/** Whether a decision is not final yet: it can be undone, or its verdict is still to be published. */
export function isHeldBack({ undo }: Pick<Case, 'undo'>, now: number): boolean {
  return undo !== undefined && (undo.until > now || undo.decision !== undefined);
}

/** The case with a judgement back in the hands of whoever made it, as a draft. */
export function sendBackCase(found: Case): Case {
  const { proposal, ...rest } = releaseCase(found);
  if (!proposal) return rest;
  const { org: _, ...judged } = proposal.decision;
  const { by, at, attach } = proposal;
  if (attach) return { ...rest, assignee: by };
  const draft = { by, at, ...judged };
  return { ...rest, draft, assignee: by };
}

/** The case as it was before it was decided; a verdict comes back as a draft. */
export function reopenCase(found: Case): Case {
  const { decidedAt: _, closing: __, factCheck: ___, undo: ____, ...rest } = releaseCase(found);
  return { ...rest, status: 'open' };
}
