import { isAtLeast, type Role } from '../../domain/accounts/permissions.ts';
import type { Reviewer } from '../../domain/accounts/reviewer.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { Store } from '../../ports/store.ts';

/** What the use cases of logging in work with. */
export interface Gate {
  store: Pick<Store, 'reviewers' | 'logins' | 'audit'>;
  clock: Pick<Clock, 'now'>;
  secrets: Secrets;
  rules: GateRules;
}

/** What an operator may set of logging in. */
export interface GateRules {
  /** Name of the tipline in authenticators. */
  post: string;
  /** The least role that cannot come in without a code. */
  totpFrom: Role;
}

/** Whether a reviewer has to have an authenticator. */
export function needsTotp(
  { rules }: Pick<Gate, 'rules'>,
  { role }: Pick<Reviewer, 'role'>,
): boolean {
  return isAtLeast(role, rules.totpFrom);
}

/** The address that authenticators read from a QR code. */
export function totpAddress({ rules }: Pick<Gate, 'rules'>, name: string, secret: string): string {
  const label = `${encodeURIComponent(rules.post)}:${encodeURIComponent(name)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(rules.post)}`;
}
