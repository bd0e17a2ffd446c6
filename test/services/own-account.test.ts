import { expect, test } from 'vitest';
import { logOutAll, whoIs } from '../../src/services/accounts/login-sessions.ts';
import { beginTotp, changePassword, confirmTotp } from '../../src/services/accounts/own-account.ts';
import { enter, knock, openTestGate, PASSWORD } from '../support/gate.ts';

const FRESH = 'empat gelas es cendol';
const STEP = 30_000;

async function halfToken(gate: Parameters<typeof knock>[0], name: string): Promise<string> {
  const half = await knock(gate, name);
  if (half.type !== 'half') throw new Error(half.type);
  return half.token;
}

test('an editor sets up an authenticator at the first login, and is in', async () => {
  const { gate, add, codeOf, pass, whats } = openTestGate();
  await add('Rina Puspita', 'editor');
  const token = await halfToken(gate, 'Rina Puspita');
  const begun = await beginTotp(gate, { token });
  if (begun.type !== 'done') throw new Error(begun.type);
  expect(begun.address).toBe(
    `otpauth://totp/Posko%20Uji:Rina%20Puspita?secret=${begun.secret}&issuer=Posko%20Uji`,
  );
  expect((await whoIs(gate, token)).type).toBe('half');
  const done = await confirmTotp(gate, { token, code: codeOf(begun.secret) });
  if (done.type !== 'done') throw new Error(done.type);
  expect(done.recoveryCodes).toHaveLength(10);
  expect(done.token).not.toBe(token);
  expect((await whoIs(gate, token)).type).toBe('nobody');
  expect((await whoIs(gate, done.token)).type).toBe('in');
  expect(await whats()).toEqual(['reviewer-added', 'totp-set', 'login']);
  // The code that set it up is used.
  await expect(enter(gate, 'Rina Puspita', codeOf(begun.secret))).rejects.toThrow('refused');
  pass(STEP);
  await enter(gate, 'Rina Puspita', codeOf(begun.secret));
  await enter(gate, 'Rina Puspita', done.recoveryCodes[0]);
});

test('an authenticator that has shown no right code does not count', async () => {
  const { gate, add, codeOf } = openTestGate();
  await add('Rina', 'editor');
  const token = await halfToken(gate, 'Rina');
  expect(await confirmTotp(gate, { token, code: '000000' })).toEqual({ type: 'refused' });
  const first = await beginTotp(gate, { token });
  const second = await beginTotp(gate, { token });
  const old = first.type === 'done' ? codeOf(first.secret) : '';
  expect(await confirmTotp(gate, { token, code: old })).toEqual({ type: 'refused' });
  expect((await gate.store.reviewers.byName('Rina'))?.totp).toBeUndefined();
  const code = second.type === 'done' ? codeOf(second.secret) : '';
  expect((await confirmTotp(gate, { token, code })).type).toBe('done');
});

test('the password alone does not get past the code by setting up another authenticator', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'editor', true);
  const token = await halfToken(gate, 'Rina');
  expect(await beginTotp(gate, { token, password: PASSWORD })).toEqual({ type: 'refused' });
  expect(await confirmTotp(gate, { token, code: '000000' })).toEqual({ type: 'refused' });
  const change = { token, password: PASSWORD, fresh: FRESH };
  expect(await changePassword(gate, change)).toEqual({ type: 'refused' });
});

test('an open browser without the password swaps neither authenticator nor password', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const token = await enter(gate, 'Rina');
  expect(await beginTotp(gate, { token })).toEqual({ type: 'refused' });
  expect(await beginTotp(gate, { token, password: 'salah' })).toEqual({ type: 'refused' });
  const change = { token, password: 'salah', fresh: FRESH };
  for (let n = 0; n < 3; n += 1) {
    expect(await changePassword(gate, change)).toEqual({ type: 'refused' });
  }
  expect(await changePassword(gate, { ...change, password: PASSWORD })).toMatchObject({
    type: 'wait',
  });
});

test('another password ends all logins but this one, which gets another token', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const [here, there] = [await enter(gate, 'Rina'), await enter(gate, 'Rina')];
  const bad = await changePassword(gate, {
    token: here,
    password: PASSWORD,
    fresh: 'indonesia2026',
  });
  expect(bad).toEqual({ type: 'bad-password', why: 'common' });
  const done = await changePassword(gate, { token: here, password: PASSWORD, fresh: FRESH });
  if (done.type !== 'done') throw new Error(done.type);
  // A login that was under way with the old password is of an epoch that is over.
  expect((await gate.store.reviewers.byName('Rina'))?.epoch).toBe(1);
  for (const old of [here, there]) expect((await whoIs(gate, old)).type).toBe('nobody');
  expect((await whoIs(gate, done.token)).type).toBe('in');
  expect((await knock(gate, 'Rina')).type).toBe('refused');
  expect((await knock(gate, 'Rina', FRESH)).type).toBe('in');
});

test('no token, no change', async () => {
  const { gate, add } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  for (const token of ['', id, 'Rina', '{"$ne":null}']) {
    expect((await beginTotp(gate, { token, password: PASSWORD })).type).toBe('refused');
    expect((await confirmTotp(gate, { token, code: '000000' })).type).toBe('refused');
    const change = { token, password: PASSWORD, fresh: FRESH };
    expect((await changePassword(gate, change)).type).toBe('refused');
  }
});

test('a login that was ended while its password was looked at changes none', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const token = await enter(gate, 'Rina');
  const hashPassword = async (password: string) => {
    await logOutAll(gate, token);
    return gate.secrets.hashPassword(password);
  };
  const slow = { ...gate, secrets: { ...gate.secrets, hashPassword } };
  const change = { token, password: PASSWORD, fresh: FRESH };
  expect(await changePassword(slow, change)).toEqual({ type: 'refused' });
  expect((await knock(gate, 'Rina', FRESH)).type).toBe('refused');
  expect((await knock(gate, 'Rina')).type).toBe('in');
});
