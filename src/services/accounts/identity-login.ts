import type { Reviewer } from '../../domain/accounts/reviewer.ts';
import type { Identified, Identity, SignInSecrets } from '../../ports/identity-provider.ts';
import type { AccountDeps } from './account-deps.ts';
import { audit } from './audit.ts';
import { changeReviewer } from './change-reviewer.ts';
import { type Admitted, admit } from './login.ts';

/** Result of a login by an identity provider. */
export type LoggedInByIdentity =
  | Admitted
  | Exclude<Identified, { type: 'known' }>
  /** The provider knows them, but no admin has entered them here. */
  | { type: 'stranger' }
  | { type: 'disabled' };

/** The secrets of one sign-in, all from a token that only the browser has. */
export function signInSecrets({ secrets }: AccountDeps, token: string): SignInSecrets {
  const of = (use: string) => secrets.digest(`identity ${use}`, token);
  return { state: of('state'), nonce: of('nonce'), verifier: of('verifier') };
}

/** Lets in who comes back from the identity provider, where an admin has entered them; nobody registers themselves. */
export async function logInByIdentity(
  gate: AccountDeps,
  back: { query: string; kept: string; replaces: string | undefined },
): Promise<LoggedInByIdentity> {
  const found: Identified = gate.identity
    ? await gate.identity.identify(back.query, signInSecrets(gate, back.kept))
    : { type: 'refused' };
  if (found.type !== 'known') return refuse(gate, found);
  const { identity } = found;
  const reviewer = await ownerOf(gate, identity);
  if (!reviewer) return refuse(gate, { type: 'stranger' });
  if (reviewer.isDisabled) return refuse(gate, { type: 'disabled' }, reviewer.name);
  const linked = reviewer.identity?.linked ? reviewer : await link(gate, reviewer, identity);
  if (!linked) return refuse(gate, { type: 'stranger' }, reviewer.name);
  const { hasSecondFactor } = identity;
  return admit(gate, linked, { replaces: back.replaces, hasSecondFactor });
}

/** The account that is linked to an identity, or else the one that waits for it. */
async function ownerOf(
  { store }: AccountDeps,
  { issuer, subject, email }: Identity,
): Promise<Reviewer | undefined> {
  const all = await store.reviewers.list();
  const names = [subject, email?.toLowerCase()];
  return (
    all.find(
      ({ identity }) => identity?.linked?.subject === subject && identity.linked.issuer === issuer,
    ) ??
    all.find(({ identity }) => identity && !identity.linked && names.includes(identity.entered))
  );
}

/** Links an account to the subject that came in first; undefined where an admin was faster. */
async function link(gate: AccountDeps, { id, identity }: Reviewer, { issuer, subject }: Identity) {
  const linked = await changeReviewer(gate, id, (now) => {
    const isAsRead = now.identity?.entered === identity?.entered && !now.identity?.linked;
    if (!now.identity || !isAsRead) return undefined;
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
