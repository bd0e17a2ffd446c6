import type { AuditInput } from '../../domain/accounts/audit-event.ts';
import { findPasswordProblem, type PasswordProblem } from '../../domain/accounts/password-rules.ts';
import type { Login, Reviewer } from '../../domain/accounts/reviewer.ts';
import { type AccountDeps, totpAddress } from './account-deps.ts';
import { changeReviewer } from './change-reviewer.ts';
import { newDevice } from './known-device.ts';
import { countTry, forgive } from './login-attempts.ts';
import { findLogin, startLogin } from './login-sessions.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';

/** What becomes of a change that a reviewer makes to their own account, by their own token. */
export type Own<Result> =
  | ({ type: 'done' } & Result)
  | { type: 'bad-password'; why: PasswordProblem }
  | { type: 'wait'; until: number }
  | { type: 'refused' };

/** A new authenticator for the reviewer whose token it is; it counts once it has shown a code. */
export async function beginTotp(
  gate: AccountDeps,
  { token, password }: { token: string; password?: string },
): Promise<Own<{ secret: string; address: string }>> {
  const found = await findLogin(gate, token);
  if (!found || found.login.needs === 'code') return { type: 'refused' };
  // An open browser must not be enough to replace the authenticator.
  if (found.login.needs === 'nothing') {
    const known = await provePassword(gate, found.reviewer, password ?? '');
    if (known.type !== 'done') return known;
  }
  const secret = gate.secrets.newTotpSecret();
  const { id, name } = found.reviewer;
  const changed = await changeReviewer(gate, id, (now) => ({ ...now, newTotp: secret }));
  if (changed.type !== 'done') return { type: 'refused' };
  return { type: 'done', secret, address: totpAddress(gate, name, secret) };
}

/** Puts the new authenticator to use, by its first code; shows recovery codes, once, and renews the token. */
export async function confirmTotp(
  gate: AccountDeps,
  { token, code }: { token: string; code: string },
): Promise<Own<{ token: string; device: string; recoveryCodes: readonly string[] }>> {
  const found = await findLogin(gate, token);
  if (!found || found.login.needs === 'code') return { type: 'refused' };
  const codes = { kind: 'code', value: found.reviewer.id } as const;
  const until = await countTry(gate, [codes]);
  if (until !== undefined) return { type: 'wait', until };
  const { shown, kept } = makeRecoveryCodes(gate.secrets, found.reviewer.id);
  const now = gate.clock.now();
  const changed = await changeReviewer(gate, found.reviewer.id, ({ newTotp, ...account }) => {
    if (newTotp === undefined || account.epoch !== found.login.epoch) return undefined;
    const step = gate.secrets.totpStep(newTotp, code.replace(/\s/g, ''), { now, after: 0 });
    if (step === undefined) return undefined;
    const totp = { secret: newTotp, lastStep: step };
    const epoch = account.epoch + 1;
    const reviewer = { ...account, totp, recovery: kept, lastLoginAt: now, epoch };
    return { reviewer, doings: doingsOf(found.login, found.reviewer) };
  });
  if (changed.type !== 'done') return { type: 'refused' };
  await forgive(gate, codes, 'all');
  const fresh = await startAnew(gate, changed.reviewer);
  const device = newDevice(gate, changed.reviewer.id);
  return { type: 'done', token: fresh, device, recoveryCodes: shown };
}

/** A first authenticator completes the login that asked for it. */
function doingsOf({ needs }: Login, { name }: Reviewer): AuditInput[] {
  const isSet: AuditInput = { by: name, what: 'totp-set', of: name };
  return needs === 'totp' ? [isSet, { by: name, what: 'login', of: name }] : [isSet];
}

/** Changes the password of the reviewer whose token it is; all their other logins are over. */
export async function changePassword(
  gate: AccountDeps,
  { token, password, fresh }: { token: string; password: string; fresh: string },
): Promise<Own<{ token: string }>> {
  const found = await findLogin(gate, token);
  if (found?.login.needs !== 'nothing') return { type: 'refused' };
  const { id, name } = found.reviewer;
  const why = findPasswordProblem(fresh, name);
  if (why) return { type: 'bad-password', why };
  const known = await provePassword(gate, found.reviewer, password);
  if (known.type !== 'done') return known;
  const hash = await gate.secrets.hashPassword(fresh);
  const changed = await changeReviewer(gate, id, (now) => {
    if (now.epoch !== found.login.epoch) return undefined;
    const reviewer = { ...now, password: hash, epoch: now.epoch + 1 };
    return { reviewer, doings: [{ by: name, what: 'password-changed', of: name }] };
  });
  if (changed.type !== 'done') return { type: 'refused' };
  return { type: 'done', token: await startAnew(gate, changed.reviewer) };
}

/** Logged-in people have attempts of their own, which no outsider can use up. */
async function provePassword(gate: AccountDeps, { id, password }: Reviewer, given: string) {
  const tried = { kind: 'own', value: id } as const;
  const until = await countTry(gate, [tried]);
  if (until !== undefined) return { type: 'wait', until } as const;
  if (!(await gate.secrets.isPassword(password || undefined, given)))
    return { type: 'refused' } as const;
  await forgive(gate, tried, 'all');
  return { type: 'done' } as const;
}

async function startAnew(gate: AccountDeps, reviewer: Reviewer): Promise<string> {
  await gate.store.logins.endAll(reviewer.id);
  return startLogin(gate, { reviewer, needs: 'nothing' });
}
