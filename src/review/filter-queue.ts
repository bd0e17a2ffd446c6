import type { Case } from './case.ts';
import { heldLease } from './case-life.ts';
import type { Priority } from './priority.ts';
import type { Topic } from './topics.ts';

/** Which cases of the queue a reviewer wants to see; what is missing does not matter. */
export interface QueueFilter {
  list?: QueueList;
  topic?: Topic;
  tag?: string;
  /** Words that the claim or the ticket holds. */
  text?: string;
}

/** The lists that every desk has: what can be taken now, what is mine, and what waits for whom. */
export const queueLists = ['ready', 'mine', 'second', 'late', 'snoozed', 'all'] as const;
export type QueueList = (typeof queueLists)[number];

/** Whether a case belongs to what a reviewer wants to see. */
export function isInFilter(
  { case: found, priority }: { case: Case; priority: Priority },
  filter: QueueFilter,
  { reviewer, now }: { reviewer: string; now: number },
): boolean {
  const { list = 'all', topic, tag, text } = filter;
  if (topic !== undefined && !priority.topics.includes(topic)) return false;
  if (tag !== undefined && !found.tags?.includes(tag)) return false;
  const words = text?.trim().toLowerCase() ?? '';
  if (!`${found.ticket} ${found.claim}`.toLowerCase().includes(words)) return false;
  return isInList(found, priority, list, { reviewer, now });
}

function isInList(
  found: Case,
  priority: Priority,
  list: QueueList,
  { reviewer, now }: { reviewer: string; now: number },
): boolean {
  const lease = heldLease(found, now);
  const isSnoozed = (found.snoozedUntil ?? 0) > now;
  switch (list) {
    case 'all':
      return true;
    case 'mine':
      return lease?.by === reviewer || found.assignee === reviewer;
    case 'second':
      return found.proposal !== undefined && found.proposal.by !== reviewer;
    case 'late':
      return priority.isLate;
    case 'snoozed':
      return isSnoozed;
    case 'ready':
      return isReady(found, { lease, isSnoozed, reviewer });
  }
}

/** What a reviewer can take: nobody works on it, it does not sleep, and it waits for nobody else. */
function isReady(
  { assignee, proposal }: Case,
  { lease, isSnoozed, reviewer }: { lease: Case['lease']; isSnoozed: boolean; reviewer: string },
): boolean {
  if (isSnoozed || proposal?.by === reviewer) return false;
  if (lease && lease.by !== reviewer) return false;
  return assignee === undefined || assignee === reviewer;
}
