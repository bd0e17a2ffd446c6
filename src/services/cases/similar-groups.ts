import { isInFilter, type QueueFilter } from '../../domain/cases/queue-filter.ts';
import type { CaseDeps } from './case-deps.ts';
import type { QueuedCase } from './open-queue.ts';

type Grouping = Pick<CaseDeps, 'openCases' | 'queue' | 'clock'>;

/** A case of the queue, and the open cases that look like it and like each other. */
export interface CaseGroup {
  first: QueuedCase;
  others: readonly QueuedCase[];
}

/** Joins cases of a list with those of the same list that look like them; whatever was joined does not stand alone as well. */
export async function groupSimilar(
  { openCases, queue, clock }: Grouping,
  listed: readonly QueuedCase[],
  { list, reviewer }: Pick<QueueFilter, 'list'> & { reviewer: string },
): Promise<CaseGroup[]> {
  await openCases.follow();
  const alike = openCases.alike(listed.map(({ case: { id } }) => id));
  const who = { reviewer, now: clock.now() };
  const taken = new Set<string>();
  const groups: CaseGroup[] = [];
  for (const first of listed) {
    if (taken.has(first.case.id)) continue;
    const members = [first];
    for (const id of isFree(first, reviewer) ? alike(first.case.id) : []) {
      const other = taken.has(id) ? undefined : queue.get(id);
      if (!other || !isFree(other, reviewer) || !isInFilter(other, { list }, who)) continue;
      // Each has to fit each: "3 days" and "7 days" may both look like a text without a number.
      const fits = ({ case: found }: QueuedCase) =>
        alike(id).has(found.id) && !isOther(found, other.case) && !isOther(other.case, found);
      if (members.every(fits)) members.push(other);
    }
    for (const { case: found } of members) taken.add(found.id);
    groups.push({ first, others: members.slice(1) });
  }
  return groups;
}

/** The cases of a group, the one that most citizens asked first, so that the others are merged into it. */
export function byCitizens({ first, others }: CaseGroup): QueuedCase[] {
  return [first, ...others].sort(
    ({ case: a, priority: of }, { case: b, priority: than }) =>
      than.citizens - of.citizens || a.openedAt - b.openedAt,
  );
}

/** Whether a case can be merged: no colleague works on it, and no verdict waits for a second person. */
function isFree({ case: { proposal }, lease }: QueuedCase, reviewer: string): boolean {
  return !proposal && (lease === undefined || lease.by === reviewer);
}

/** Whether a reviewer has said of a case that another is another claim. */
function isOther({ unlike }: QueuedCase['case'], { ticket }: QueuedCase['case']): boolean {
  return unlike?.includes(ticket) ?? false;
}
