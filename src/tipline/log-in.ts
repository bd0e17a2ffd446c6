import { foldName } from '../review/reviewer-name.ts';
import { audit } from './audit.ts';
import { type Change, changeReviewer } from './change-reviewer.ts';
import { type Gate, needsTotp } from './gate.ts';
import { countTry, forgive, TRIES_MS } from './login-tries.ts';
import { findLogin, startLogin } from './logins.ts';
import { readRecoveryCode, recoveryDigest } from './recovery-codes.ts';
import { type Reviewer, type ReviewerView, viewReviewer } from './reviewer.ts';

/** What became of a login; `refused` never tells which part was wrong. */
export type LoggedIn =
  | { type: 'in'; token: string; reviewer: ReviewerView }
  | { type: 'half'; token: string; needs: 'code' | 'totp' }
  | { type: 'wait'; until: number }
  | { type: 'refused' };

/** A name and a password, the address they come from, and the token the browser has, if any. */
export interface Knock {
  name: string;
  password: string;
  address: string;
  token?: string | undefined;
}

const LONGEST = 1000;

/** Lets somebody in by name and password, or halfway in where a code or an authenticator is missing. */
export async function logIn(gate: Gate, knock: Knock): Promise<LoggedIn> {
  const address = { kind: 'address', value: knock.address } as const;
  const name = { kind: 'name', value: foldName(knock.name.slice(0, LONGEST)) } as const;
  const until = await countTry(gate, [address, name]);
  if (until !== undefined) return { type: 'wait', until };
  const reviewer = await gate.store.reviewers.byName(name.value);
  const isRight = await gate.secrets.isPassword(
    reviewer?.password,
    knock.password.slice(0, LONGEST),
  );
  if (!reviewer || !isRight || reviewer.isDisabled) {
    await noteFailure(gate, reviewer, 'password');
    return { type: 'refused' };
  }
  await forgive(gate, address, 'last');
  await forgive(gate, name, 'all');
  await gate.store.logins.tidy(gate.clock.now() - TRIES_MS);
  await renewHash(gate, reviewer, knock.password);
  const needs = reviewer.totp ? 'code' : needsTotp(gate, reviewer) ? 'totp' : 'nothing';
  if (needs === 'nothing') return enter(gate, reviewer, knock.token);
  const token = await startLogin(gate, { reviewer, needs, replaces: knock.token });
  return { type: 'half', token, needs };
}

/** Completes a login that needs a code: one of the authenticator, or a recovery code. */
export async function giveCode(
  gate: Gate,
  { token, code, address }: { token: string; code: string; address: string },
): Promise<LoggedIn> {
  const found = await findLogin(gate, token);
  if (found?.login.needs !== 'code') return { type: 'refused' };
  const from = { kind: 'address', value: address } as const;
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
  await forgive(gate, from, 'last');
  await forgive(gate, codes, 'all');
  return enter(gate, used.reviewer, token);
}

/** The account after a code is used up; undefined where it is not right, or was used before. */
function spendCode(
  { clock, secrets }: Gate,
  reviewer: Reviewer,
  code: string,
): Reviewer | Change | undefined {
  const { totp, recovery, name } = reviewer;
  if (!totp) return undefined;
  const at = { now: clock.now(), after: totp.lastStep };
  const step = secrets.totpStep(totp.secret, code.replace(/\s/g, ''), at);
  if (step !== undefined) return { ...reviewer, totp: { ...totp, lastStep: step } };
  const digest = recoveryDigest(reviewer.id, readRecoveryCode(code));
  if (!recovery.includes(digest)) return undefined;
  const left = recovery.filter((each) => each !== digest);
  const details = { left: left.length };
  const doing = { by: name, what: 'recovery-code-used', of: name, details } as const;
  return { reviewer: { ...reviewer, recovery: left }, doings: [doing] };
}

async function enter(
  gate: Gate,
  reviewer: Reviewer,
  replaces: string | undefined,
): Promise<LoggedIn> {
  const lastLoginAt = gate.clock.now();
  const seen = await changeReviewer(gate, reviewer.id, (now) =>
    now.isDisabled || now.epoch !== reviewer.epoch ? undefined : { ...now, lastLoginAt },
  );
  if (seen.type !== 'done') return { type: 'refused' };
  const token = await startLogin(gate, { reviewer: seen.reviewer, needs: 'nothing', replaces });
  await audit(gate, { by: reviewer.name, what: 'login', of: reviewer.name });
  return { type: 'in', token, reviewer: viewReviewer(seen.reviewer) };
}

/** A name that nobody has may be a password in the wrong place: it is not written down. */
async function noteFailure(gate: Gate, reviewer: Reviewer | undefined, at: 'password' | 'code') {
  const of = reviewer?.name ?? 'unknown';
  await audit(gate, { by: 'unknown', what: 'login-failed', of, details: { at } });
}

async function renewHash(gate: Gate, { id, password: known }: Reviewer, password: string) {
  if (!gate.secrets.isOutdated(known)) return;
  const renewed = await gate.secrets.hashPassword(password);
  await changeReviewer(gate, id, (now) =>
    now.password === known ? { ...now, password: renewed } : undefined,
  );
}
