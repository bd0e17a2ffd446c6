import { may } from '../../domain/accounts/permissions.ts';
import { UNACCEPTED } from '../../domain/accounts/reviewer.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';

/** Whether another person can approve what one person proposes. */
export async function hasSecond(store: Pick<FactCheckDeps['store'], 'reviewers'>, by: string) {
  const all = await store.reviewers.list();
  return all.some(
    ({ name, role, isDisabled, password }) =>
      !isDisabled && password !== UNACCEPTED && name !== by && may(role, 'publish-second'),
  );
}
