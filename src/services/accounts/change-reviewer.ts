import { type AuditInput, auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { Reviewer } from '../../domain/accounts/reviewer.ts';
import type { AccountDeps } from './account-deps.ts';

export type Changed =
  | { type: 'done'; reviewer: Reviewer }
  | { type: 'unknown' }
  | { type: 'last-admin' }
  | { type: 'refused' };

/** Changes an account as it is now; `change` runs again after a conflict, and may refuse. */
export async function changeReviewer(
  { store, clock }: Pick<AccountDeps, 'store' | 'clock'>,
  id: string,
  change: (
    reviewer: Reviewer,
  ) => Reviewer | { reviewer: Reviewer; doings: readonly AuditInput[] } | undefined,
): Promise<Changed> {
  for (;;) {
    const found = await store.reviewers.get(id);
    if (!found) return { type: 'unknown' };
    const decided = change(found);
    if (!decided) return { type: 'refused' };
    const { reviewer, doings } =
      'reviewer' in decided ? decided : { reviewer: decided, doings: [] };
    const events = doings.map((doing) => auditEventAt(clock.now(), doing));
    const saved = await store.reviewers.save(reviewer, events);
    if (saved === 'last-admin') return { type: 'last-admin' };
    if (saved === 'saved')
      return { type: 'done', reviewer: { ...reviewer, revision: found.revision + 1 } };
  }
}
