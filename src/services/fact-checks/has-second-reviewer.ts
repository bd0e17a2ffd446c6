import { may } from '../../domain/accounts/permissions.ts';
import { isUsable } from '../../domain/accounts/reviewer.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';

/** Whether another person can approve what one person proposes. */
export async function hasSecond(store: Pick<FactCheckDeps['store'], 'reviewers'>, by: string) {
  const all = await store.reviewers.list();
  return all.some((each) => each.name !== by && isUsable(each) && may(each.role, 'publish-second'));
}
