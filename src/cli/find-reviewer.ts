import { Failure } from '../app/user-error.ts';
import { may, type Permission } from '../domain/accounts/permissions.ts';
import type { Actor } from '../domain/accounts/reviewer.ts';
import type { Store } from '../ports/store.ts';

/**
 * Who works at the desk under a name. A post that has no accounts yet trusts whoever has a shell on its machine;
 * with accounts, the name must be one that may do the thing, and is spelt as the account is.
 */
export async function findReviewer(
  { reviewers }: Pick<Store, 'reviewers'>,
  name: string,
  permission: Permission,
): Promise<Actor> {
  const accounts = await reviewers.list();
  if (accounts.length === 0) return { name, role: 'admin' };
  const found = await reviewers.byName(name);
  if (!found) throw new Failure(`there is no reviewer ${name}; see "posko reviewer list" and --as`);
  if (found.isDisabled) throw new Failure(`${found.name} cannot come in any more`);
  if (!may(found.role, permission)) {
    throw new Failure(`${found.name} is ${found.role} and may not do that`);
  }
  return found;
}
