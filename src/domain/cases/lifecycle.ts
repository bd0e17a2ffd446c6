import type { Case } from './case.ts';

/** How long a reviewer's claim on a case holds without a heartbeat. */
export const LEASE_MS = 10 * 60_000;

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

/** Returns the lease that is valid at a time, if any. */
export function heldLease(found: Case, now: number): Case['lease'] {
  return found.lease && found.lease.until > now ? found.lease : undefined;
}

export function releaseCase({ lease: _, ...rest }: Case): Case {
  return rest;
}

export function publishCase(found: Case, factCheck: string, now: number): Case {
  const { draft: _, proposal: __, snoozedUntil: ___, ...rest } = releaseCase(found);
  return { ...rest, status: 'published', factCheck, decidedAt: now };
}

/** Returns the case as closed without a verdict. */
export function closeCase(found: Case, closing: NonNullable<Case['closing']>, now: number): Case {
  const { proposal: _, snoozedUntil: __, ...rest } = releaseCase(found);
  return { ...rest, status: 'closed', closing, decidedAt: now };
}

/** Stores a verdict that waits for a second review, with the one it replaces, and ends the lease of its author. */
export function proposeVerdict(
  found: Case,
  proposal: Omit<NonNullable<Case['proposal']>, 'earlier'>,
): Case {
  const { draft, ...rest } = releaseCase(found);
  const earlier = earlierOf(found.proposal) ?? draft?.earlier;
  return { ...rest, proposal: { ...proposal, ...(earlier && { earlier }) } };
}

function earlierOf(proposal: Case['proposal']): NonNullable<Case['proposal']>['earlier'] {
  return proposal && !proposal.attach
    ? { by: proposal.by, decision: proposal.decision }
    : undefined;
}

/** Whether a decision can still be undone, or its verdict is not published yet. */
export function isHeldBack({ undo }: Pick<Case, 'undo'>, now: number): boolean {
  return undo !== undefined && (undo.until > now || undo.decision !== undefined);
}

/** Returns a proposed verdict to its author, as a draft. */
export function sendBackCase(found: Case): Case {
  const { proposal, ...rest } = releaseCase(found);
  if (!proposal) return rest;
  const { org: _, ...judged } = proposal.decision;
  const { by, at, attach } = proposal;
  if (attach) return { ...rest, assignee: by };
  const draft = { by, at, ...judged, earlier: earlierOf(proposal) };
  return { ...rest, draft, assignee: by };
}

/** Restores the case from before its decision; a verdict comes back as a draft. */
export function reopenCase(found: Case): Case {
  const { decidedAt: _, closing: __, factCheck: ___, undo: ____, ...rest } = releaseCase(found);
  return { ...rest, status: 'open' };
}
