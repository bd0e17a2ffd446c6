import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { findPasswordProblem, type PasswordProblem } from '../../domain/accounts/password-rules.ts';
import { type ReviewerView, systemActor, viewReviewer } from '../../domain/accounts/reviewer.ts';
import {
  findNameProblem,
  type NameProblem,
  tidyName,
} from '../../domain/accounts/reviewer-name.ts';
import type { AccountDeps } from './account-deps.ts';
import { newAccount } from './reviewers.ts';

/** Result of setting up the desk; `over` where the link was used, is too old, or was never good. */
export type SetUp =
  | { type: 'done'; reviewer: ReviewerView }
  | { type: 'over' }
  | { type: 'bad-name'; why: NameProblem }
  | { type: 'bad-password'; why: PasswordProblem };

const SETUP_MS = 30 * 60_000;

/** A token for the link that makes the first admin, good for half an hour and one use; none where there is an account. */
export async function makeSetupToken(gate: AccountDeps): Promise<string | undefined> {
  const { clock, secrets, store } = gate;
  if (await hasAccount(gate)) return undefined;
  const token = secrets.newToken();
  await store.logins.keepSetup(setupKey(gate, token), clock.now() + SETUP_MS);
  return token;
}

/** Makes the first admin, who sets up an authenticator when they log in; a mistake does not use up the link. */
export async function setUpDesk(
  gate: AccountDeps,
  { token, name, password }: { token: string; name: string; password: string },
): Promise<SetUp> {
  const badName = findNameProblem(name);
  if (badName) return { type: 'bad-name', why: badName };
  const badPassword = findPasswordProblem(password, name);
  if (badPassword) return { type: 'bad-password', why: badPassword };
  if (await hasAccount(gate)) return { type: 'over' };
  const isTaken = await gate.store.logins.takeSetup(setupKey(gate, token), gate.clock.now());
  if (!isTaken) return { type: 'over' };
  const hash = await gate.secrets.hashPassword(password);
  const account = newAccount(gate, { name: tidyName(name), role: 'admin', password: hash });
  const { role, createdAt, name: of } = account;
  const added = { by: systemActor.name, what: 'reviewer-added', of, details: { role } } as const;
  const events = [added, { by: of, what: 'desk-set-up', of } as const];
  const dated = events.map((event) => auditEventAt(createdAt, event));
  if ((await gate.store.reviewers.add(account, dated)) === 'taken') return { type: 'over' };
  return { type: 'done', reviewer: viewReviewer(account) };
}

async function hasAccount({ store }: AccountDeps): Promise<boolean> {
  return (await store.reviewers.list()).length > 0;
}

function setupKey({ secrets }: AccountDeps, token: string): string {
  return secrets.digest('setup', token);
}
