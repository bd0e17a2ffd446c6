import type { Tipline } from '../../app/context.ts';
import { may } from '../../domain/accounts/permissions.ts';

/** Whether there is somebody besides one person who can agree to what that person proposes. */
export async function hasSecond(
  store: Pick<Tipline['store'], 'reviewers'>,
  by: string,
): Promise<boolean> {
  const all = await store.reviewers.list();
  return all.some(
    ({ name, role, isDisabled }) => !isDisabled && name !== by && may(role, 'publish-second'),
  );
}
