import { findPasswordProblem, type PasswordProblem } from '../../domain/accounts/password-rules.ts';
import { type Reviewer, UNACCEPTED } from '../../domain/accounts/reviewer.ts';
import type { AccountDeps } from './account-deps.ts';
import { changeReviewer } from './change-reviewer.ts';

const INVITATION_MS = 48 * 3_600_000;

/** What becomes of an invitation that somebody follows. */
export type Accepted =
  | { type: 'done' }
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

/** Puts the password of an invited owner to use; a mistake does not use up the link. */
export async function acceptInvitation(
  gate: AccountDeps,
  { token, password }: { token: string; password: string },
): Promise<Accepted> {
  const invited = await findInvited(gate, token);
  if (!invited) return { type: 'over' };
  const { id, name, epoch } = invited;
  const why = findPasswordProblem(password, name);
  if (why) return { type: 'bad-password', why };
  const key = keyOf(gate, token, invited);
  if (!(await gate.store.logins.takeSetup(key, gate.clock.now()))) return { type: 'over' };
  const hash = await gate.secrets.hashPassword(password);
  const changed = await changeReviewer(gate, id, (now) => {
    if (now.epoch !== epoch || now.isDisabled) return undefined;
    const reviewer = { ...now, password: hash, epoch: epoch + 1 };
    return { reviewer, doings: [{ by: name, what: 'invitation-accepted', of: name }] };
  });
  return { type: changed.type === 'done' ? 'done' : 'over' };
}

/** Bound to the epoch: a later link, another role or a closed account ends the earlier link. */
function keyOf({ secrets }: AccountDeps, token: string, { epoch }: Reviewer): string {
  return secrets.digest('invitation', `${epoch} ${token}`);
}
