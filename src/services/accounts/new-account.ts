import type { Role } from '../../domain/accounts/permissions.ts';
import { type Reviewer, UNACCEPTED } from '../../domain/accounts/reviewer.ts';
import type { AccountDeps } from './account-deps.ts';

/** An account that nobody has logged in with; without a hash, its owner has yet to choose a password. */
export function newAccount(
  { clock, secrets }: AccountDeps,
  { name, role, password = UNACCEPTED }: { name: string; role: Role; password?: string },
): Reviewer {
  const state = { isDisabled: false, epoch: 0, createdAt: clock.now(), revision: 0 };
  return { id: secrets.newId(), name, role, password, recovery: [], ...state };
}
