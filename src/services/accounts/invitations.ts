import { findPasswordProblem, type PasswordProblem } from '../../domain/accounts/password-rules.ts';
import { type Reviewer, UNACCEPTED } from '../../domain/accounts/reviewer.ts';
import { type AccountDeps, totpAddress } from './account-deps.ts';
import { changeReviewer } from './change-reviewer.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';

const INVITATION_MS = 48 * 3_600_000;

/** What becomes of an invitation that somebody follows. */
export type Accepted =
  | { type: 'done'; totp?: { secret: string; address: string }; recoveryCodes: readonly string[] }
  | { type: 'over' }
  | { type: 'bad-password'; why: PasswordProblem };

/** The token of a link by which the owner of an account chooses its password: good for 48 hours and one use. */
export async function makeInvitation(gate: AccountDeps, { id }: Pick<Reviewer, 'id'>) {
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
