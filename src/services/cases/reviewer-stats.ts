import { percentile } from '../../domain/stats/answer-time.ts';
import { jakartaDay, startOfDay } from '../../domain/time/jakarta-day.ts';
import type { HistoryEntry } from '../../ports/commit.ts';
import type { CaseDeps } from './case-deps.ts';
import { followQueue } from './queue.ts';

/** How a reviewer's day goes, and how the queue stands. */
export type ReviewerStats = Awaited<ReturnType<typeof readReviewerStats>>;

/** Counts a reviewer's day. */
export async function readReviewerStats(
  deps: Pick<CaseDeps, 'store' | 'clock' | 'settings' | 'queue'>,
  reviewer: string,
) {
  const { cases } = deps.store;
  const now = deps.clock.now();
  const decided = await cases.decidedSince(startOfDay(jakartaDay(now)));
  const own: { workMs: number; waitMs: number }[] = [];
  for (const { id, openedAt, decidedAt = now } of decided) {
    const history = await cases.history(id);
    if (history.findLast(isDecision)?.by !== reviewer) continue;
    const claim = history.findLast(({ by, what }) => by === reviewer && what === 'claimed');
    own.push({ workMs: decidedAt - (claim?.at ?? decidedAt), waitMs: decidedAt - openedAt });
  }
  const middle = (times: readonly number[]) => percentile(times, 0.5);
  const queue = await followQueue(deps);
  const open = queue.real();
  return {
    /** Cases that this reviewer has decided since midnight in Jakarta. */
    decided: own.length,
    decidedByAll: decided.length,
    medianWorkMs: middle(own.map(({ workMs }) => workMs)),
    /** The middle time from the first question to the decision of this reviewer's cases. */
    medianWaitMs: middle(own.map(({ waitMs }) => waitMs)),
    open: open.length,
    late: queue.real({ list: 'late' }).length,
    oldestMs: open.reduce((most, { case: { openedAt } }) => Math.max(most, now - openedAt), 0),
  };
}

function isDecision({ what }: HistoryEntry): boolean {
  return what === 'published' || what === 'attached' || what === 'closed';
}
