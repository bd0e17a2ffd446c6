import { expect, test } from 'vitest';
import type { Reviewer } from '../../src/domain/accounts/reviewer.ts';
import type { AccountDeps } from '../../src/services/accounts/account-deps.ts';
import { giveCode, logIn } from '../../src/services/accounts/login.ts';
import { whoIs } from '../../src/services/accounts/login-sessions.ts';
import { beginTotp, changePassword, confirmTotp } from '../../src/services/accounts/own-account.ts';
import { ADDRESS, enter, knock, openTestGate, PASSWORD } from '../support/gate.ts';

const FRESH = 'empat gelas es cendol';

/** The gate where an account changes after its login was found good, and before the tries are counted. */
function overtaken(gate: AccountDeps, id: string, changes: Partial<Reviewer>): AccountDeps {
  const { logins, reviewers } = gate.store;
  let isChanged = false;
  const tries: typeof logins.tries = async (key) => {
    const account = isChanged ? undefined : await reviewers.get(id);
    isChanged = true;
    if (account) await reviewers.save({ ...account, ...changes });
    return logins.tries(key);
  };
  const watched = new Proxy(logins, {
    get: (target, name) => {
      if (name === 'tries') return tries;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...gate, store: { ...gate.store, logins: watched } };
}

async function halfway(gate: AccountDeps, name: string): Promise<string> {
  const half = await knock(gate, name);
  if (half.type !== 'half') throw new Error(half.type);
  return half.token;
}

test.each([
  ['logged out everywhere', { epoch: 1 }],
  ['shut', { isDisabled: true }],
])('a code does not spend itself on an account that is %s meanwhile', async (_, changes) => {
  const { gate, add, codeOf, whats } = openTestGate();
  const { id, secret } = await add('Rina', 'reviewer', true);
  const token = await halfway(gate, 'Rina');
  const given = { token, code: codeOf(secret), address: ADDRESS };
  expect(await giveCode(overtaken(gate, id, changes), given)).toEqual({ type: 'refused' });
  expect((await gate.store.reviewers.get(id))?.totp?.lastStep).toBe(0);
  expect(await whats()).toEqual(['reviewer-added', 'login-failed']);
});

test('an authenticator is not put to use by a login that is over meanwhile', async () => {
  const { gate, add, codeOf } = openTestGate();
  const { id } = await add('Rina', 'editor');
  const token = await halfway(gate, 'Rina');
  const begun = await beginTotp(gate, { token });
  if (begun.type !== 'done') throw new Error(begun.type);
  const given = { token, code: codeOf(begun.secret) };
  const late = await confirmTotp(overtaken(gate, id, { epoch: 5 }), given);
  expect(late).toEqual({ type: 'refused' });
  expect((await gate.store.reviewers.get(id))?.totp).toBeUndefined();
});

test('a password is not changed by a login that is over meanwhile', async () => {
  const { gate, add } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  const token = await enter(gate, 'Rina');
  const change = { token, password: PASSWORD, fresh: FRESH };
  const late = await changePassword(overtaken(gate, id, { epoch: 5 }), change);
  expect(late).toEqual({ type: 'refused' });
  expect((await knock(gate, 'Rina', FRESH)).type).toBe('refused');
  expect((await knock(gate, 'Rina')).type).toBe('in');
});

test('a new authenticator ends the logins of other machines, also of those that are halfway', async () => {
  const { gate, add, codeOf, pass } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  const [here, there] = [await enter(gate, 'Rina'), await enter(gate, 'Rina')];
  const epoch = (await gate.store.reviewers.get(id))?.epoch ?? 0;
  const begun = await beginTotp(gate, { token: here, password: PASSWORD });
  if (begun.type !== 'done') throw new Error(begun.type);
  pass(30_000);
  expect((await confirmTotp(gate, { token: here, code: codeOf(begun.secret) })).type).toBe('done');
  // A login that another process is starting at this moment is of an epoch that is over.
  expect((await gate.store.reviewers.get(id))?.epoch).toBe(epoch + 1);
  for (const old of [here, there]) {
    expect(await gate.store.logins.get(gate.secrets.digest('login', old))).toBeUndefined();
    expect((await whoIs(gate, old)).type).toBe('nobody');
  }
});

test('tries at the own password are forgotten by the right one', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const token = await enter(gate, 'Rina');
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 3; n += 1) {
      expect((await beginTotp(gate, { token, password: 'salah' })).type).toBe('refused');
    }
    expect((await beginTotp(gate, { token, password: PASSWORD })).type).toBe('done');
  }
});

test('tries at the codes of a new authenticator are forgotten by the right one', async () => {
  const { gate, add, codeOf, pass } = openTestGate();
  await add('Rina', 'editor');
  let token = await halfway(gate, 'Rina');
  for (let round = 0; round < 3; round += 1) {
    const begun = await beginTotp(gate, { token, password: PASSWORD });
    if (begun.type !== 'done') throw new Error(begun.type);
    for (let n = 0; n < 3; n += 1) {
      expect((await confirmTotp(gate, { token, code: '000000' })).type).toBe('refused');
    }
    pass(30_000);
    const done = await confirmTotp(gate, { token, code: codeOf(begun.secret) });
    if (done.type !== 'done') throw new Error(done.type);
    token = done.token;
  }
});

test('codes of a new authenticator cannot be guessed: after five the right one waits too', async () => {
  const { gate, add, codeOf, pass } = openTestGate();
  await add('Rina', 'editor');
  const token = await halfway(gate, 'Rina');
  const begun = await beginTotp(gate, { token, password: PASSWORD });
  if (begun.type !== 'done') throw new Error(begun.type);
  const right = codeOf(begun.secret);
  const wrong = right === '000000' ? '111111' : '000000';
  for (let n = 0; n < 5; n += 1) await confirmTotp(gate, { token, code: wrong });
  const until = gate.clock.now() + 1000;
  expect(await confirmTotp(gate, { token, code: right })).toEqual({ type: 'wait', until });
  pass(1000);
  expect((await confirmTotp(gate, { token, code: codeOf(begun.secret) })).type).toBe('done');
  const whats = (await gate.store.audit.list(9)).map(({ what }) => what);
  expect(whats.toSorted()).toEqual(expect.arrayContaining(['login', 'totp-set']));
});

test('the hash of a password that was changed meanwhile is not replaced by one of the old password', async () => {
  const { gate, add } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  const changed = await gate.secrets.hashPassword(FRESH);
  const secrets = {
    ...gate.secrets,
    isOutdated: () => true,
    hashPassword: async (password: string) => {
      const account = await gate.store.reviewers.get(id);
      if (account) await gate.store.reviewers.save({ ...account, password: changed });
      return gate.secrets.hashPassword(password);
    },
  };
  await logIn({ ...gate, secrets }, { name: 'Rina', password: PASSWORD, address: ADDRESS });
  expect((await gate.store.reviewers.get(id))?.password).toBe(changed);
});

test('an outdated hash is renewed by a login, and the password stays', async () => {
  const { gate, add } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  const before = (await gate.store.reviewers.get(id))?.password;
  await knock({ ...gate, secrets: { ...gate.secrets, isOutdated: () => true } }, 'Rina');
  expect((await gate.store.reviewers.get(id))?.password).not.toBe(before);
  expect((await knock(gate, 'Rina')).type).toBe('in');
});

test('while too many passwords are checked nothing is counted', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const secrets = { ...gate.secrets, isPasswordUnlessBusy: async () => 'busy' as const };
  for (let n = 0; n < 30; n += 1) {
    expect((await knock({ ...gate, secrets }, 'Rina')).type).toBe('busy');
  }
  expect((await knock(gate, 'Rina')).type).toBe('in');
});

test('a login clears what is a day old, and keeps what is younger', async () => {
  const { gate, add, pass } = openTestGate();
  await add('Rina', 'reviewer');
  const { logins } = gate.store;
  await logins.replaceTries('old', undefined, { count: 3, at: gate.clock.now() });
  pass(24 * 3_600_000 - 1);
  await logins.replaceTries('young', undefined, { count: 3, at: gate.clock.now() });
  pass(2);
  await enter(gate, 'Rina');
  expect(await logins.tries('old')).toBeUndefined();
  expect(await logins.tries('young')).toBeDefined();
});
