import { may } from '../../domain/accounts/permissions.ts';
import { isInvited } from '../../domain/accounts/reviewer.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';

/** Whether another person can approve what one person proposes. */
export async function hasSecond(store: Pick<FactCheckDeps['store'], 'reviewers'>, by: string) {
  const all = await store.reviewers.list();
  const others = all.filter((each) => each.name !== by && !each.isDisabled && !isInvited(each));
  return others.some(({ role }) => may(role, 'publish-second'));
}
