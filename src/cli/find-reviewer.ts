import { Failure } from '../app/user-error.ts';
import { may, type Permission } from '../domain/accounts/permissions.ts';
import type { Actor } from '../domain/accounts/reviewer.ts';
import type { Store } from '../ports/store.ts';

/** Finds who works at the desk under a name, as `findActor` does, and makes sure that they may do a thing. */
export async function findReviewer(
  store: Pick<Store, 'reviewers'>,
  name: string,
  permission: Permission,
): Promise<Actor> {
  const found = await findActor(store, name);
  if (!may(found.role, permission)) throw new Failure(explainForbidden(found));
  return found;
}

/**
 * Finds who works at the desk under a name. Without any accounts, everybody with a shell on the machine is trusted;
 * with accounts, the name must be one of them, and is spelt as the account is.
 */
export async function findActor(
  { reviewers }: Pick<Store, 'reviewers'>,
  name: string,
): Promise<Actor> {
  const accounts = await reviewers.list();
  if (accounts.length === 0) return { name, role: 'admin' };
  const found = await reviewers.byName(name);
  if (!found) throw new Failure(`there is no reviewer ${name}; see "posko reviewer list" and --as`);
  if (found.isDisabled) throw new Failure(`${found.name} cannot come in any more`);
  return found;
}

/** Says that the role of an actor does not allow something. */
export function explainForbidden({ name, role }: Actor): string {
  return `${name} is ${role} and may not do that`;
}
