import { type AuditEvent, auditEventAt } from '../../domain/accounts/audit-event.ts';
import { findPasswordProblem, type PasswordProblem } from '../../domain/accounts/password-rules.ts';
import { may, type Role } from '../../domain/accounts/permissions.ts';
import {
  type Actor,
  type Reviewer,
  type ReviewerView,
  viewReviewer,
} from '../../domain/accounts/reviewer.ts';
import {
  findNameProblem,
  foldName,
  type NameProblem,
  tidyName,
} from '../../domain/accounts/reviewer-name.ts';
import { type AccountDeps, totpAddress } from './account-deps.ts';
import { audit } from './audit.ts';
import { type Changed, changeReviewer } from './change-reviewer.ts';
import { forgive } from './login-attempts.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';

/** New credentials, shown only once. */
export interface Given {
  reviewer: ReviewerView;
  /** For the authenticator; without it they need none, or set one up when they log in. */
  totp?: { secret: string; address: string };
  recoveryCodes: readonly string[];
}

/** Reviewer to add. */
export interface Newcomer {
  name: string;
  role: Role;
  password: string;
  withTotp: boolean;
  /** Whether this account is the one that sets up the desk. */
  isFirst?: boolean;
}

/** Result of adding a reviewer. */
export type Added =
  | ({ type: 'added' } & Given)
  | { type: 'forbidden' }
  | { type: 'taken' }
  | { type: 'bad-name'; why: NameProblem }
  | { type: 'bad-password'; why: PasswordProblem };

/** Result of managing a reviewer. */
export type Managed =
  | { type: 'done'; reviewer: ReviewerView }
  | { type: 'forbidden' }
  | { type: 'unknown' }
  | { type: 'last-admin' };

/** Result of giving a reviewer a new password and authenticator. */
export type Reset =
  | ({ type: 'reset' } & Given)
  | Exclude<Managed, { type: 'done' }>
  | { type: 'bad-password'; why: PasswordProblem };

/** Adds a reviewer. */
export async function addReviewer(
  gate: AccountDeps,
  by: Actor,
  newcomer: Newcomer,
): Promise<Added> {
  if (!(await isAllowed(gate, by, newcomer.name))) return { type: 'forbidden' };
  const name = tidyName(newcomer.name);
  const badName = findNameProblem(name);
  if (badName) return { type: 'bad-name', why: badName };
  const badPassword = findPasswordProblem(newcomer.password, name);
  if (badPassword) return { type: 'bad-password', why: badPassword };
  const { clock, secrets, store } = gate;
  const { role, withTotp } = newcomer;
  const made = await makeSecrets(gate, secrets.newId(), newcomer.password, withTotp);
  const createdAt = clock.now();
  const account = { name, role, isDisabled: false, epoch: 0, createdAt, revision: 0 };
  const reviewer = { ...account, ...made.kept };
  const added = { by: by.name, what: 'reviewer-added', of: name, details: { role } } as const;
  const events = [auditEventAt(createdAt, added)];
  if (newcomer.isFirst)
    events.push(auditEventAt(createdAt, { by: name, what: 'desk-set-up', of: name }));
  if ((await store.reviewers.add(reviewer, events)) === 'taken') return { type: 'taken' };
  return { type: 'added', ...toGiven(gate, reviewer, made.codes) };
}

/** Gives a reviewer another role; they have to log in again. */
export async function changeRole(
  gate: AccountDeps,
  by: Actor,
  { id, role }: { id: string; role: Role },
): Promise<Managed> {
  const change = (now: Reviewer) => (now.role === role ? undefined : { ...now, role });
  return manage(gate, by, { id, change, what: 'role-changed', details: { role } });
}

/** Disables a reviewer's account at once. */
export async function disableReviewer(gate: AccountDeps, by: Actor, id: string): Promise<Managed> {
  const change = (now: Reviewer) => (now.isDisabled ? undefined : { ...now, isDisabled: true });
  return manage(gate, by, { id, change, what: 'reviewer-disabled' });
}

/** Enables a reviewer's account again. */
export async function enableReviewer(gate: AccountDeps, by: Actor, id: string): Promise<Managed> {
  const change = (now: Reviewer) => (now.isDisabled ? { ...now, isDisabled: false } : undefined);
  return manage(gate, by, { id, change, what: 'reviewer-enabled' });
}

/**
 * Enters who may sign in to an account at the identity provider, by verified e-mail address or by subject there;
 * whoever was linked before is not any more. Nothing entered means nobody.
 */
export async function enterIdentity(
  gate: AccountDeps,
  by: Actor,
  { id, entered }: { id: string; entered: string },
): Promise<Managed | { type: 'taken' }> {
  const wanted = entered.includes('@') ? entered.trim().toLowerCase() : entered.trim();
  const all = wanted === '' ? [] : await gate.store.reviewers.list();
  const isTaken = all.some((each) => each.id !== id && each.identity?.entered === wanted);
  if (isTaken && may(by.role, 'manage-reviewers')) return { type: 'taken' };
  const identity = wanted === '' ? undefined : { entered: wanted.slice(0, 255) };
  const change = (now: Reviewer) =>
    now.identity?.entered === identity?.entered ? undefined : { ...now, identity };
  return manage(gate, by, { id, change, what: 'identity-entered' });
}

/** Gives a reviewer a new password and authenticator; the old ones, and all logins, are over. */
export async function resetReviewer(
  gate: AccountDeps,
  by: Actor,
  { id, password, withTotp }: { id: string; password: string; withTotp: boolean },
): Promise<Reset> {
  const found = await gate.store.reviewers.get(id);
  if (!(await isAllowed(gate, by, found?.name ?? 'unknown'))) return { type: 'forbidden' };
  if (!found) return { type: 'unknown' };
  const why = findPasswordProblem(password, found.name);
  if (why) return { type: 'bad-password', why };
  const { kept, codes } = await makeSecrets(gate, id, password, withTotp);
  const change = (now: Reviewer) => ({ ...now, totp: undefined, newTotp: undefined, ...kept });
  const managed = await manage(gate, by, { id, change, what: 'reviewer-reset' });
  if (managed.type !== 'done') return managed;
  await forgive(gate, { kind: 'name', value: foldName(found.name) }, 'all');
  for (const kind of ['code', 'own'] as const) await forgive(gate, { kind, value: id }, 'all');
  return { type: 'reset', ...toGiven(gate, { ...found, totp: undefined, ...kept }, codes) };
}

interface Managing {
  id: string;
  /** Returns the changed account; undefined if nothing changes. */
  change: (reviewer: Reviewer) => Reviewer | undefined;
  what: AuditEvent['what'];
  details?: AuditEvent['details'];
}

async function manage(gate: AccountDeps, by: Actor, managing: Managing): Promise<Managed> {
  const { id, change, what, details = {} } = managing;
  const found = await gate.store.reviewers.get(id);
  if (!(await isAllowed(gate, by, found?.name ?? 'unknown'))) return { type: 'forbidden' };
  if (!found) return { type: 'unknown' };
  const changed: Changed = await changeReviewer(gate, id, (now) => {
    const next = change(now);
    if (!next) return undefined;
    const doing = { by: by.name, what, of: found.name, details };
    return { reviewer: { ...next, epoch: now.epoch + 1 }, doings: [doing] };
  });
  if (changed.type === 'refused') return { type: 'done', reviewer: viewReviewer(found) };
  if (changed.type !== 'done') return changed;
  await gate.store.logins.endAll(id);
  return { type: 'done', reviewer: viewReviewer(changed.reviewer) };
}

/** Whether an account may manage others; audits a refused attempt. */
async function isAllowed(gate: AccountDeps, by: Actor, of: string): Promise<boolean> {
  if (may(by.role, 'manage-reviewers')) return true;
  const details = { permission: 'manage-reviewers' };
  await audit(gate, { by: by.name, what: 'denied', of: of.slice(0, 40), details });
  return false;
}

async function makeSecrets(
  { secrets }: AccountDeps,
  id: string,
  password: string,
  withTotp: boolean,
) {
  const hash = await secrets.hashPassword(password);
  if (!withTotp) return { kept: { id, password: hash, recovery: [] }, codes: [] };
  const { shown, kept: recovery } = makeRecoveryCodes(secrets, id);
  const totp = { secret: secrets.newTotpSecret(), lastStep: 0 };
  return { kept: { id, password: hash, totp, recovery }, codes: shown };
}

function toGiven(gate: AccountDeps, reviewer: Reviewer, recoveryCodes: readonly string[]): Given {
  const { name, totp } = reviewer;
  const given = { reviewer: viewReviewer(reviewer), recoveryCodes };
  if (!totp) return given;
  const address = totpAddress(gate, name, totp.secret);
  return { ...given, totp: { secret: totp.secret, address } };
}
