import { isAtLeast, type Role } from '../../domain/accounts/permissions.ts';
import type { Reviewer } from '../../domain/accounts/reviewer.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IdentityProvider } from '../../ports/identity-provider.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { Store } from '../../ports/store.ts';

export interface AccountDeps {
  store: Pick<Store, 'reviewers' | 'logins' | 'audit'>;
  clock: Pick<Clock, 'now'>;
  secrets: Secrets;
  /** What an operator may set of logging in. */
  rules: {
    /** Name of the tipline in authenticators. */
    post: string;
    /** The least role that cannot come in without a code. */
    totpFrom: Role;
  };
  /** Where people of partners may sign in instead, if the operator has agreed on that with somebody. */
  identity?: IdentityProvider | undefined;
}

export function needsTotp({ rules }: Pick<AccountDeps, 'rules'>, { role }: Pick<Reviewer, 'role'>) {
  return isAtLeast(role, rules.totpFrom);
}

/** The address that authenticators read from a QR code. */
export function totpAddress({ rules }: Pick<AccountDeps, 'rules'>, name: string, secret: string) {
  const label = `${encodeURIComponent(rules.post)}:${encodeURIComponent(name)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(rules.post)}`;
}
