import {
  type Login,
  type Reviewer,
  type ReviewerView,
  viewReviewer,
} from '../../domain/accounts/reviewer.ts';
import { HOUR } from '../../domain/time/jakarta-day.ts';
import type { AccountDeps } from './account-deps.ts';
import { audit } from './audit.ts';
import { changeReviewer } from './change-reviewer.ts';

const MINUTE = 60_000;
/** A login lasts a shift, and less where nobody uses it or it is not complete. */
export const LOGIN_MS = 12 * HOUR;
const IDLE_MS = 2 * HOUR;
const HALF_MS = 10 * MINUTE;
/** Not every page needs a write. */
const SEEN_EVERY_MS = MINUTE;

/** Who a token belongs to; `half` where the login still needs a code, or an authenticator. */
export type Whose =
  | { type: 'in'; reviewer: ReviewerView }
  | { type: 'half'; needs: 'code' | 'totp'; reviewer: ReviewerView }
  | { type: 'nobody' };

/** Returns the owner of a token that is valid now; call it for every request. */
export async function whoIs(gate: AccountDeps, token: string): Promise<Whose> {
  const found = await findLogin(gate, token);
  if (!found) return { type: 'nobody' };
  const { login, reviewer } = found;
  const view = viewReviewer(reviewer);
  if (login.needs !== 'nothing') return { type: 'half', needs: login.needs, reviewer: view };
  const now = gate.clock.now();
  if (now - login.seenAt >= SEEN_EVERY_MS) await gate.store.logins.see(login.key, now);
  return { type: 'in', reviewer: view };
}

/** A login and its reviewer, as long as it is good; one that is over is ended. */
export async function findLogin(gate: AccountDeps, token: string) {
  const { logins, reviewers } = gate.store;
  const login = await logins.get(loginKey(gate, token));
  if (!login) return undefined;
  const reviewer = await reviewers.get(login.reviewer);
  const isGood =
    reviewer !== undefined &&
    !reviewer.isDisabled &&
    reviewer.epoch === login.epoch &&
    !isOver(login, gate.clock.now());
  if (isGood) return { login, reviewer };
  await logins.end(login.key);
  return undefined;
}

/** Starts a login under a token that nobody has seen before, and ends the one it replaces. */
export async function startLogin(
  gate: AccountDeps,
  starting: { reviewer: Reviewer; needs: Login['needs']; replaces?: string | undefined },
): Promise<string> {
  const { reviewer, needs, replaces } = starting;
  const { logins } = gate.store;
  if (replaces !== undefined) await logins.end(loginKey(gate, replaces));
  const token = gate.secrets.newToken();
  const now = gate.clock.now();
  const { id, epoch } = reviewer;
  const key = loginKey(gate, token);
  await logins.start({ key, reviewer: id, epoch, needs, startedAt: now, seenAt: now });
  return token;
}

export async function logOut(gate: AccountDeps, token: string): Promise<void> {
  const found = await findLogin(gate, token);
  if (!found) return;
  await gate.store.logins.end(found.login.key);
  const { name } = found.reviewer;
  await audit(gate, { by: name, what: 'logout', of: name });
}

/** Ends all logins of the reviewer whose token it is, on all machines. */
export async function logOutAll(gate: AccountDeps, token: string): Promise<void> {
  const found = await findLogin(gate, token);
  if (found?.login.needs !== 'nothing') return;
  const { id, name } = found.reviewer;
  await changeReviewer(gate, id, (reviewer) => ({
    reviewer: { ...reviewer, epoch: reviewer.epoch + 1 },
    doings: [{ by: name, what: 'logout-all', of: name }],
  }));
  await gate.store.logins.endAll(id);
}

/** What a form of this login carries, so that no other site can send it. */
export function formToken({ secrets }: Pick<AccountDeps, 'secrets'>, token: string): string {
  return secrets.digest('form', token);
}

/** Whether a form was made for this login. */
export function isFormToken(gate: Pick<AccountDeps, 'secrets'>, token: string, given: string) {
  // Digests of both sides are compared, so that the time tells nothing of the right one.
  const { secrets } = gate;
  return secrets.digest('compare', formToken(gate, token)) === secrets.digest('compare', given);
}

function isOver({ needs, startedAt, seenAt }: Login, now: number): boolean {
  const lasts = needs === 'nothing' ? LOGIN_MS : HALF_MS;
  return now >= startedAt + lasts || now >= seenAt + IDLE_MS;
}

function loginKey({ secrets }: AccountDeps, token: string): string {
  return secrets.digest('login', token);
}
