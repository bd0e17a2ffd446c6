import { isExercise } from '../../domain/cases/exercise.ts';
import type { HistoryEntry } from '../../ports/commit.ts';
import type { CaseDeps } from './case-deps.ts';
import { listQueue } from './queue.ts';

/** How a reviewer's day goes, and how the queue stands. */
export interface ReviewerStats {
  /** Cases that this reviewer has decided since midnight in Jakarta. */
  decided: number;
  /** Those that all have decided. */
  decidedByAll: number;
  /** The middle time from claim to decision of this reviewer's cases. */
  medianWorkMs: number | undefined;
  /** The middle time from the first question to the decision of this reviewer's cases. */
  medianWaitMs: number | undefined;
  open: number;
  late: number;
  oldestMs: number;
}

const JAKARTA_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** Counts a reviewer's day. */
export async function readReviewerStats(
  deps: Pick<CaseDeps, 'store' | 'index' | 'clock' | 'settings'>,
  reviewer: string,
): Promise<ReviewerStats> {
  const { cases } = deps.store;
  const now = deps.clock.now();
  const midnight = now - ((now + JAKARTA_MS) % DAY_MS);
  const decided = await cases.decidedSince(midnight);
  const own: { workMs: number; waitMs: number }[] = [];
  for (const { id, openedAt, decidedAt = now } of decided) {
    const history = await cases.history(id);
    if (history.findLast(isDecision)?.by !== reviewer) continue;
    const claim = history.findLast(({ by, what }) => by === reviewer && what === 'claimed');
    own.push({ workMs: decidedAt - (claim?.at ?? decidedAt), waitMs: decidedAt - openedAt });
  }
  const queue = (await listQueue(deps)).filter((each) => !isExercise(each.case.ticket));
  return {
    decided: own.length,
    decidedByAll: decided.length,
    medianWorkMs: median(own.map(({ workMs }) => workMs)),
    medianWaitMs: median(own.map(({ waitMs }) => waitMs)),
    open: queue.length,
    late: queue.filter(({ priority }) => priority.isLate).length,
    oldestMs: Math.max(0, ...queue.map(({ priority }) => priority.waitedMs)),
  };
}

function isDecision({ what }: HistoryEntry): boolean {
  return what === 'published' || what === 'attached' || what === 'closed';
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
