import type { Gate } from './gate.ts';
import type { Reviewer } from './reviewer.ts';

/** What became of a change to an account. */
export type Changed =
  | { type: 'done'; reviewer: Reviewer }
  | { type: 'unknown' }
  | { type: 'last-admin' }
  | { type: 'refused' };

/** Changes an account as it is now; `change` runs again where somebody else was faster, and may refuse. */
export async function changeReviewer(
  { store }: Pick<Gate, 'store'>,
  id: string,
  change: (reviewer: Reviewer) => Reviewer | undefined,
): Promise<Changed> {
  for (;;) {
    const found = await store.reviewers.get(id);
    if (!found) return { type: 'unknown' };
    const changed = change(found);
    if (!changed) return { type: 'refused' };
    const saved = await store.reviewers.save(changed);
    if (saved === 'last-admin') return { type: 'last-admin' };
    if (saved === 'saved')
      return { type: 'done', reviewer: { ...changed, revision: found.revision + 1 } };
  }
}
