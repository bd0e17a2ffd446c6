import type { Reviewer } from '../../domain/accounts/reviewer.ts';
import type { Identified, Identity, SignInSecrets } from '../../ports/identity-provider.ts';
import type { AccountDeps } from './account-deps.ts';
import { audit } from './audit.ts';
import { changeReviewer } from './change-reviewer.ts';
import { type Admitted, admit } from './login.ts';

/** Result of a login by an identity provider; a stranger is known there, but no admin has entered them here. */
export type LoggedInByIdentity =
  | Admitted
  | Exclude<Identified, { type: 'known' }>
  | { type: 'stranger' | 'disabled' };

/** The secrets of one sign-in, all from a token that only the browser has. */
export function signInSecrets({ secrets }: AccountDeps, token: string): SignInSecrets {
  const of = (use: string) => secrets.digest(`identity ${use}`, token);
  return { state: of('state'), nonce: of('nonce'), verifier: of('verifier') };
}

/** Lets in who comes back from the identity provider, where an admin has entered them; nobody registers themselves. */
export async function logInByIdentity(
  gate: AccountDeps,
  { query, kept, replaces }: { query: string; kept: string; replaces: string | undefined },
): Promise<LoggedInByIdentity> {
  const secrets = signInSecrets(gate, kept);
  // Whoever has not begun here costs neither a look at the provider nor a line of the audit log.
  if (new URLSearchParams(query).get('state') !== secrets.state) return { type: 'refused' };
  const found = await gate.identity?.identify(query, secrets);
  if (found?.type !== 'known') return refuse(gate, found ?? { type: 'refused' });
  const { identity } = found;
  const reviewer = ownerOf(await gate.store.reviewers.list(), identity);
  if (reviewer?.isDisabled) return refuse(gate, { type: 'disabled' }, reviewer.name);
  const linked = reviewer?.identity?.linked ? reviewer : await link(gate, reviewer, identity);
  if (!linked) return refuse(gate, { type: 'stranger' }, reviewer?.name);
  return admit(gate, linked, { replaces, hasSecondFactor: identity.hasSecondFactor });
}

/** The account that is linked to an identity, or else the one that waits for it. */
function ownerOf(all: readonly Reviewer[], { issuer, subject, email }: Identity) {
  const isLinked = ({ identity }: Reviewer) =>
    identity?.linked?.subject === subject && identity.linked.issuer === issuer;
  const waits = ({ identity }: Reviewer) =>
    identity &&
    !identity.linked &&
    identity.entered === (identity.entered.includes('@') ? email?.toLowerCase() : subject);
  return all.find(isLinked) ?? all.find(waits);
}

/** Links an account to the subject that came in first; undefined where an admin was faster. */
async function link(gate: AccountDeps, to: Reviewer | undefined, { issuer, subject }: Identity) {
  if (!to) return undefined;
  const linked = await changeReviewer(gate, to.id, (now) => {
    if (!now.identity || now.epoch !== to.epoch || now.identity.linked) return undefined;
    const reviewer = { ...now, identity: { ...now.identity, linked: { issuer, subject } } };
    return { reviewer, doings: [{ by: now.name, what: 'identity-linked', of: now.name }] };
  });
  return linked.type === 'done' ? linked.reviewer : undefined;
}

async function refuse<Why extends LoggedInByIdentity>(gate: AccountDeps, why: Why, of = 'unknown') {
  const details = { at: 'identity', why: why.type };
  await audit(gate, { by: 'unknown', what: 'login-failed', of, details });
  return why;
}
