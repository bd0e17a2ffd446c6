import { type AuditEvent, auditEventAt } from '../../domain/accounts/audit-event.ts';
import { findPasswordProblem, type PasswordProblem } from '../../domain/accounts/password-rules.ts';
import { may, type Role } from '../../domain/accounts/permissions.ts';
import {
  type Actor,
  isInvited,
  type Reviewer,
  type ReviewerView,
  UNACCEPTED,
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

/** Result of adding a reviewer; `invitation` is the token of the link by which they choose their password. */
export type Added =
  | { type: 'added'; reviewer: ReviewerView; invitation: string }
  | { type: 'forbidden' }
  | { type: 'taken' }
  | { type: 'bad-name'; why: NameProblem };

export type Managed =
  | { type: 'done'; reviewer: ReviewerView }
  | { type: 'forbidden' }
  | { type: 'unknown' }
  | { type: 'last-admin' };

/** Result of a reset; `invitation` as above. Nobody is invited to an account that is disabled. */
export type Reset =
  | { type: 'reset'; reviewer: ReviewerView; invitation: string }
  | { type: 'disabled' }
  | Exclude<Managed, { type: 'done' }>;

/** Adds a reviewer, whose account counts once they have chosen a password themselves. */
export async function addReviewer(
  gate: AccountDeps,
  by: Actor,
  newcomer: { name: string; role: Role },
): Promise<Added> {
  if (!(await isAllowed(gate, by, newcomer.name))) return { type: 'forbidden' };
  const name = tidyName(newcomer.name);
  const why = findNameProblem(name);
  if (why) return { type: 'bad-name', why };
  const account = newAccount(gate, { ...newcomer, name });
  const { role } = account;
  const added = { by: by.name, what: 'reviewer-added', of: name, details: { role } } as const;
  const event = auditEventAt(account.createdAt, added);
  if ((await gate.store.reviewers.add(account, [event])) === 'taken') return { type: 'taken' };
  const invitation = await makeInvitation(gate, account);
  return { type: 'added', reviewer: viewReviewer(account), invitation };
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

export async function disableReviewer(gate: AccountDeps, by: Actor, id: string): Promise<Managed> {
  const change = (now: Reviewer) => (now.isDisabled ? undefined : { ...now, isDisabled: true });
  return manage(gate, by, { id, change, what: 'reviewer-disabled' });
}

export async function enableReviewer(gate: AccountDeps, by: Actor, id: string): Promise<Managed> {
  const change = (now: Reviewer) => (now.isDisabled ? { ...now, isDisabled: false } : undefined);
  return manage(gate, by, { id, change, what: 'reviewer-enabled' });
}

/** Enters who may sign in to an account at the identity provider, by verified e-mail address or by subject there, in the place of who was linked before; nothing entered means nobody. */
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

/** Ends a reviewer's password, authenticator, recovery codes, identity elsewhere and logins, and invites them to choose a password. */
export async function resetReviewer(gate: AccountDeps, by: Actor, id: string): Promise<Reset> {
  const none = { password: UNACCEPTED, totp: undefined, newTotp: undefined, identity: undefined };
  const change = (now: Reviewer) =>
    now.isDisabled ? undefined : { ...now, ...none, recovery: [] };
  const managed = await manage(gate, by, { id, change, what: 'reviewer-reset' });
  if (managed.type !== 'done') return managed;
  const { reviewer } = managed;
  if (reviewer.isDisabled) return { type: 'disabled' };
  await forgive(gate, { kind: 'name', value: foldName(reviewer.name) }, 'all');
  for (const kind of ['code', 'own'] as const) await forgive(gate, { kind, value: id }, 'all');
  return { type: 'reset', reviewer, invitation: await makeInvitation(gate, reviewer) };
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
    // Nobody is logged in to an account that nobody has accepted, and its link goes on.
    const isOpen = what === 'identity-entered' && isInvited(now);
    return { reviewer: { ...next, epoch: now.epoch + (isOpen ? 0 : 1) }, doings: [doing] };
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

/** An account that nobody has logged in with; without a hash, its owner has yet to choose a password. */
export function newAccount(
  { clock, secrets }: AccountDeps,
  { name, role, password = UNACCEPTED }: { name: string; role: Role; password?: string },
): Reviewer {
  const state = { isDisabled: false, epoch: 0, createdAt: clock.now(), revision: 0 };
  return { id: secrets.newId(), name, role, password, recovery: [], ...state };
}

const INVITATION_MS = 48 * 3_600_000;

/** What becomes of an invitation that somebody follows. */
type Accepted =
  | { type: 'done'; totp?: { secret: string; address: string }; recoveryCodes: readonly string[] }
  | { type: 'over' }
  | { type: 'bad-password'; why: PasswordProblem };

/** The token of a link by which the owner of an account chooses its password: good for 48 hours and one use. */
async function makeInvitation(gate: AccountDeps, { id }: Pick<Reviewer, 'id'>) {
  const token = `${id}.${gate.secrets.newToken()}`;
  const invited = await findInvited(gate, token);
  if (!invited) throw new Error(`account ${id} has a password already`);
  await gate.store.logins.keepSetup(keyOf(gate, token, invited), gate.clock.now() + INVITATION_MS);
  return token;
}

/** Whom a link invites, as long as their account has no password; the link may still be over. */
export async function findInvited({ store }: Pick<AccountDeps, 'store'>, token: string) {
  const [id = ''] = token.split('.');
  const found = await store.reviewers.get(id);
  return found?.password === UNACCEPTED && !found.isDisabled ? found : undefined;
}

/**
 * Puts the password of an invited owner to use; a mistake does not use up the link. Makes an authenticator at once if
 * wanted, else they set one up when they log in.
 */
export async function acceptInvitation(
  gate: AccountDeps,
  { token, password, withTotp = false }: { token: string; password: string; withTotp?: boolean },
): Promise<Accepted> {
  const invited = await findInvited(gate, token);
  if (!invited) return { type: 'over' };
  const { id, name, epoch } = invited;
  const why = findPasswordProblem(password, name);
  if (why) return { type: 'bad-password', why };
  const key = keyOf(gate, token, invited);
  if (!(await gate.store.logins.takeSetup(key, gate.clock.now()))) return { type: 'over' };
  const { secrets } = gate;
  const hash = await secrets.hashPassword(password);
  const codes = withTotp ? makeRecoveryCodes(secrets, id) : undefined;
  const secret = secrets.newTotpSecret();
  const made = codes && { totp: { secret, lastStep: 0 }, recovery: codes.kept };
  const changed = await changeReviewer(gate, id, (now) => {
    if (now.epoch !== epoch || now.isDisabled) return undefined;
    const reviewer = { ...now, ...made, password: hash, epoch: epoch + 1 };
    return { reviewer, doings: [{ by: name, what: 'invitation-accepted', of: name }] };
  });
  if (changed.type !== 'done') return { type: 'over' };
  if (!codes) return { type: 'done', recoveryCodes: [] };
  const totp = { secret, address: totpAddress(gate, name, secret) };
  return { type: 'done', totp, recoveryCodes: codes.shown };
}

/** Bound to the epoch: a later link, another role or a closed account ends the earlier link. */
function keyOf({ secrets }: AccountDeps, token: string, { epoch }: Reviewer): string {
  return secrets.digest('invitation', `${epoch} ${token}`);
}
