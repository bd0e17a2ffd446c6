import { type Reviewer, type ReviewerView, viewReviewer } from '../../domain/accounts/reviewer.ts';
import { foldName } from '../../domain/accounts/reviewer-name.ts';
import type { Identified, Identity, SignInSecrets } from '../../ports/identity-provider.ts';
import { type AccountDeps, needsTotp } from './account-deps.ts';
import { audit } from './audit.ts';
import { changeReviewer } from './change-reviewer.ts';
import { findDevice, newDevice } from './known-device.ts';
import { countTry, forgive, TRIES_MS, type Tried } from './login-attempts.ts';
import { findLogin, startLogin } from './login-sessions.ts';
import { recoveryDigest } from './recovery-codes.ts';

/** Result of a login. `refused` does not reveal which credential was wrong. */
export type LoggedIn =
  | { type: 'in'; token: string; device: string; reviewer: ReviewerView }
  | { type: 'half'; token: string; needs: 'code' | 'totp' }
  | { type: 'wait'; until: number }
  | { type: 'busy' }
  | { type: 'refused' };

/** Result of a login of somebody who has proved who they are. */
export type Admitted = Exclude<LoggedIn, { type: 'wait' | 'busy' }>;

/** Where a try comes from: an address, and what the browser keeps of an earlier login, if it is known. */
export interface Origin {
  address: string;
  device?: string | undefined;
}

const LONGEST = 1000;

/** Logs a reviewer in by name and password, or halfway if a code or an authenticator is missing; `token` is what the browser has. */
export async function logIn(
  gate: AccountDeps,
  knock: Origin & { name: string; password: string; token?: string | undefined },
): Promise<LoggedIn> {
  const name = foldName(knock.name.slice(0, LONGEST));
  const reviewer = await gate.store.reviewers.byName(name);
  const from = originOf(gate, reviewer, knock);
  const tried: Tried[] = from.kind === 'device' ? [from] : [from, { kind: 'name', value: name }];
  const until = await countTry(gate, tried);
  if (until !== undefined) return { type: 'wait', until };
  const { isPassword, isPasswordUnlessBusy } = gate.secrets;
  const check = from.kind === 'device' ? isPassword : isPasswordUnlessBusy;
  const isRight = await check(reviewer?.password || undefined, knock.password.slice(0, LONGEST));
  if (isRight === 'busy') {
    for (const each of tried) await forgive(gate, each, 'last');
    return { type: 'busy' };
  }
  if (!reviewer || !isRight || reviewer.isDisabled) {
    await noteFailure(gate, reviewer, 'password');
    return { type: 'refused' };
  }
  for (const each of tried) await forgive(gate, each, each.kind === 'address' ? 'last' : 'all');
  await gate.store.logins.tidy(gate.clock.now() - TRIES_MS);
  await renewHash(gate, reviewer, knock.password);
  return admit(gate, reviewer, { replaces: knock.token, hasSecondFactor: false });
}

/** Lets in somebody who has proved who they are, or halfway if a second factor is still to be given. */
export async function admit(
  gate: AccountDeps,
  reviewer: Reviewer,
  { replaces, hasSecondFactor }: { replaces: string | undefined; hasSecondFactor: boolean },
): Promise<Admitted> {
  const own = reviewer.totp ? 'code' : needsTotp(gate, reviewer) ? 'totp' : 'nothing';
  const needs = hasSecondFactor ? 'nothing' : own;
  if (needs === 'nothing') return enter(gate, reviewer, replaces);
  return { type: 'half', token: await startLogin(gate, { reviewer, needs, replaces }), needs };
}

/** Completes a login that needs a code: one of the authenticator, or a recovery code. */
export async function giveCode(
  gate: AccountDeps,
  { token, code, ...origin }: { token: string; code: string } & Origin,
): Promise<LoggedIn> {
  const found = await findLogin(gate, token);
  if (found?.login.needs !== 'code') return { type: 'refused' };
  const from = originOf(gate, found.reviewer, origin);
  const codes = { kind: 'code', value: found.reviewer.id } as const;
  const until = await countTry(gate, [from, codes]);
  if (until !== undefined) return { type: 'wait', until };
  const used = await changeReviewer(gate, found.reviewer.id, (now) =>
    now.epoch === found.login.epoch && !now.isDisabled ? spendCode(gate, now, code) : undefined,
  );
  if (used.type !== 'done') {
    await noteFailure(gate, found.reviewer, 'code');
    return { type: 'refused' };
  }
  await forgive(gate, from, from.kind === 'address' ? 'last' : 'all');
  await forgive(gate, codes, 'all');
  return enter(gate, used.reviewer, token);
}

/** What counts tries: a device that the reviewer has come in with before, or else the address. */
function originOf(
  gate: AccountDeps,
  reviewer: Reviewer | undefined,
  { address, device }: Origin,
): Tried & { kind: 'device' | 'address' } {
  const known = findDevice(gate, reviewer?.id, device);
  return known ? { kind: 'device', value: known } : { kind: 'address', value: address };
}

/** The account after a code is used up; undefined where it is not right, or was used before. */
function spendCode({ clock, secrets }: AccountDeps, reviewer: Reviewer, code: string) {
  const { totp, recovery, name } = reviewer;
  if (!totp) return undefined;
  const at = { now: clock.now(), after: totp.lastStep };
  const step = secrets.totpStep(totp.secret, code.replace(/\s/g, ''), at);
  if (step !== undefined) return { ...reviewer, totp: { ...totp, lastStep: step } };
  const digest = recoveryDigest(reviewer.id, code);
  if (!recovery.includes(digest)) return undefined;
  const left = recovery.filter((each) => each !== digest);
  const details = { left: left.length };
  const doing = { by: name, what: 'recovery-code-used', of: name, details } as const;
  return { reviewer: { ...reviewer, recovery: left }, doings: [doing] };
}

async function enter(
  gate: AccountDeps,
  reviewer: Reviewer,
  replaces: string | undefined,
): Promise<Admitted> {
  const lastLoginAt = gate.clock.now();
  const seen = await changeReviewer(gate, reviewer.id, (now) =>
    now.isDisabled || now.epoch !== reviewer.epoch ? undefined : { ...now, lastLoginAt },
  );
  if (seen.type !== 'done') return { type: 'refused' };
  const token = await startLogin(gate, { reviewer: seen.reviewer, needs: 'nothing', replaces });
  await audit(gate, { by: reviewer.name, what: 'login', of: reviewer.name });
  const device = newDevice(gate, reviewer.id);
  return { type: 'in', token, device, reviewer: viewReviewer(seen.reviewer) };
}

/** A name that nobody has may be a password in the wrong place: it is not written down. */
async function noteFailure(
  gate: AccountDeps,
  reviewer: Reviewer | undefined,
  at: 'password' | 'code',
) {
  const of = reviewer?.name ?? 'unknown';
  await audit(gate, { by: 'unknown', what: 'login-failed', of, details: { at } });
}

async function renewHash(gate: AccountDeps, { id, password: known }: Reviewer, password: string) {
  if (!gate.secrets.isOutdated(known)) return;
  const renewed = await gate.secrets.hashPassword(password);
  await changeReviewer(gate, id, (now) =>
    now.password === known ? { ...now, password: renewed } : undefined,
  );
}

/** Result of a login by an identity provider; a stranger is known there, but no admin has entered them here. */
type LoggedInByIdentity =
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
