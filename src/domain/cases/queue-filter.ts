import { z } from 'zod';
import { filled } from '../text/filled.ts';
import type { Case } from './case.ts';
import { heldLease } from './lifecycle.ts';
import type { Priority } from './priority.ts';
import { threats } from './threats.ts';
import { topics } from './topic-words.ts';

/** Lists of every desk: ready to take, mine, waiting for a second review, and so on. */
export const queueLists = ['ready', 'mine', 'second', 'late', 'snoozed', 'all'] as const;
export type QueueList = (typeof queueLists)[number];

/** Filter of the queue; a missing field matches everything. */
export const queueFilterSchema = z.object({
  list: z.enum(queueLists).optional(),
  topic: z.enum(topics).optional(),
  threat: z.enum(threats).optional(),
  tag: z.string().max(40).optional(),
  /** Name of the reviewer who holds it, or to whom it is assigned. */
  holder: z.string().max(40).optional(),
  /** Words in the claim, or a ticket of the case or a citizen. */
  text: z.string().max(200).optional(),
});
export type QueueFilter = z.infer<typeof queueFilterSchema>;

/** Reads a filter from external parameters; ignores unknown values. */
export function readFilter(asked: (name: string) => string): QueueFilter {
  const list = queueLists.find((each) => each === asked('list')) ?? 'ready';
  const topic = topics.find((each) => each === asked('topic'));
  const threat = threats.find((each) => each === asked('threat'));
  const tag = asked('tag').trim().toLowerCase().slice(0, 40);
  const text = asked('text').trim().slice(0, 200);
  const holder = asked('holder').trim().slice(0, 40);
  const about = { ...(topic && { topic }), ...(threat && { threat }) };
  return { list, ...about, ...filled({ tag, holder, text }) };
}

interface Filtered {
  case: Case;
  priority: Priority;
  tickets: readonly string[];
}

/** Whether a case matches the filter of a reviewer. */
export function isInFilter(
  { case: found, priority, tickets }: Filtered,
  filter: QueueFilter,
  { reviewer, now }: { reviewer: string; now: number },
): boolean {
  const { list = 'all', topic, threat, tag, holder, text } = filter;
  if (topic !== undefined && !priority.topics.includes(topic)) return false;
  if (threat !== undefined && priority.threat?.threat !== threat) return false;
  if (tag !== undefined && !found.tags?.includes(tag)) return false;
  const holders = [heldLease(found, now)?.by, found.assignee];
  if (holder !== undefined && !holders.includes(holder)) return false;
  const words = text?.trim().toLowerCase() ?? '';
  const named = () => [found.ticket, ...tickets, found.claim].join(' ').toLowerCase();
  if (words !== '' && !named().includes(words)) return false;
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

/** Whether a reviewer can take it: no lease, not snoozed, and waiting for nobody else. */
function isReady(
  { assignee, proposal }: Case,
  { lease, isSnoozed, reviewer }: { lease: Case['lease']; isSnoozed: boolean; reviewer: string },
): boolean {
  if (isSnoozed || proposal?.by === reviewer) return false;
  if (lease && lease.by !== reviewer) return false;
  return assignee === undefined || assignee === reviewer;
}
