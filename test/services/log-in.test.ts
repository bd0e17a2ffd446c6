import { expect, test } from 'vitest';
import { systemActor } from '../../src/domain/accounts/reviewer.ts';
import { giveCode, logIn } from '../../src/services/accounts/login.ts';
import {
  formToken,
  isFormToken,
  logOut,
  logOutAll,
  whoIs,
} from '../../src/services/accounts/login-sessions.ts';
import {
  changeRole,
  disableReviewer,
  enableReviewer,
} from '../../src/services/accounts/reviewers.ts';
import { ADDRESS, enter, knock, openTestGate, PASSWORD } from '../support/gate.ts';

const HOUR = 3_600_000;
const STEP = 30_000;

test('name and password let a reviewer in, whatever the case of the name', async () => {
  const { gate, add, whats } = openTestGate();
  await add('Rina', 'reviewer');
  const done = await knock(gate, ' rINA ');
  expect(done).toMatchObject({ type: 'in', reviewer: { name: 'Rina', role: 'reviewer' } });
  expect(JSON.stringify(done)).not.toContain('argon2');
  const whose = await whoIs(gate, done.type === 'in' ? done.token : '');
  expect(whose).toMatchObject({ type: 'in', reviewer: { name: 'Rina' } });
  expect(await whats()).toEqual(['reviewer-added', 'login']);
});

test('a wrong password, an unknown name and a shut account give one and the same answer', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const { id } = await add('Budi', 'reviewer');
  await disableReviewer(gate, systemActor, id);
  const answers = [
    await knock(gate, 'Rina', 'salah sama sekali'),
    await knock(gate, 'Nobody', PASSWORD),
    await knock(gate, 'Budi', PASSWORD),
    await knock(gate, '', ''),
    await knock(gate, `' OR 1=1 --`, PASSWORD),
    await knock(gate, 'x'.repeat(1e6), 'y'.repeat(1e6)),
  ];
  expect(answers).toEqual(answers.map(() => ({ type: 'refused' })));
});

test('what was typed as an unknown name is not written down', async () => {
  const { gate } = openTestGate();
  await knock(gate, 'hunter2-my-password', 'x');
  const [entry] = await gate.store.audit.list(1);
  expect(entry).toMatchObject({ what: 'login-failed', by: 'unknown', of: 'unknown' });
  expect(JSON.stringify(entry)).not.toContain('hunter2');
});

test('the store knows no token', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const token = await enter(gate, 'Rina');
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(await gate.store.logins.get(token)).toBeUndefined();
  expect(await gate.store.logins.get(gate.secrets.digest('login', token))).toBeDefined();
  expect(await whoIs(gate, gate.secrets.digest('login', token))).toEqual({ type: 'nobody' });
});

test('a token that somebody brings along is never the one they get, and is over', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const planted = await enter(gate, 'Rina');
  const knocked = { name: 'Rina', password: PASSWORD, address: ADDRESS, token: planted };
  const done = await logIn(gate, knocked);
  expect(done.type === 'in' && done.token).not.toBe(planted);
  expect(await whoIs(gate, planted)).toEqual({ type: 'nobody' });
  await logIn(gate, { ...knocked, token: 'chosen-by-somebody-else' });
  expect(await whoIs(gate, 'chosen-by-somebody-else')).toEqual({ type: 'nobody' });
});

test('the token changes with the code, and half a login is no login', async () => {
  const { gate, add, codeOf } = openTestGate();
  const { secret } = await add('Rina', 'editor', true);
  const half = await knock(gate, 'Rina');
  if (half.type !== 'half') throw new Error(half.type);
  expect(await whoIs(gate, half.token)).toMatchObject({ type: 'half', needs: 'code' });
  const done = await giveCode(gate, { ...half, code: codeOf(secret), address: ADDRESS });
  expect(done.type === 'in' && done.token).not.toBe(half.token);
  expect(await whoIs(gate, half.token)).toEqual({ type: 'nobody' });
});

test('an editor without an authenticator gets halfway in, a reviewer all the way', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'editor');
  expect(await knock(gate, 'Rina')).toMatchObject({ type: 'half', needs: 'totp' });
  await add('Budi', 'reviewer');
  expect(await knock(gate, 'Budi')).toMatchObject({ type: 'in' });
});

test('a code works once, also when it comes twice at the same moment', async () => {
  const { gate, add, codeOf, pass } = openTestGate();
  const { secret } = await add('Rina', 'editor', true);
  const code = codeOf(secret);
  const halves = [await knock(gate, 'Rina'), await knock(gate, 'Rina')];
  const give = (half: (typeof halves)[number]) =>
    giveCode(gate, { token: half.type === 'half' ? half.token : '', code, address: ADDRESS });
  const types = (await Promise.all(halves.map(give))).map(({ type }) => type);
  expect(types.sort()).toEqual(['in', 'refused']);
  pass(STEP);
  expect(await give(await knock(gate, 'Rina'))).toEqual({ type: 'refused' });
  await expect(enter(gate, 'Rina', codeOf(secret))).resolves.toBeDefined();
  // The code before the last one is within the drift, and yet too late.
  await expect(enter(gate, 'Rina', codeOf(secret, -1))).rejects.toThrow('refused');
});

test('a recovery code lets in once, however it is typed, and nobody else', async () => {
  const { gate, add, whats } = openTestGate();
  const { codes } = await add('Rina', 'editor', true);
  await add('Budi', 'editor', true);
  expect(new Set(codes).size).toBe(10);
  const [first = '', second = ''] = codes;
  await enter(gate, 'Rina', first.toUpperCase().replaceAll('-', ' '));
  await expect(enter(gate, 'Rina', first)).rejects.toThrow('refused');
  await expect(enter(gate, 'Budi', second)).rejects.toThrow('refused');
  await enter(gate, 'Rina', second);
  expect((await gate.store.reviewers.byName('Rina'))?.recovery).toHaveLength(8);
  expect((await whats()).filter((what) => what === 'recovery-code-used')).toHaveLength(2);
});

test('a login is over after a shift, or when nobody has used it for two hours', async () => {
  const { gate, add, pass } = openTestGate();
  await add('Rina', 'reviewer');
  const idle = await enter(gate, 'Rina');
  pass(2 * HOUR - 1);
  expect((await whoIs(gate, idle)).type).toBe('in');
  pass(2 * HOUR);
  expect((await whoIs(gate, idle)).type).toBe('nobody');
  const busy = await enter(gate, 'Rina');
  for (let hour = 1; hour < 12; hour += 1) {
    pass(HOUR);
    expect((await whoIs(gate, busy)).type).toBe('in');
  }
  pass(HOUR - 1);
  expect((await whoIs(gate, busy)).type).toBe('in');
  pass(1);
  expect((await whoIs(gate, busy)).type).toBe('nobody');
});

test('half a login is over after ten minutes', async () => {
  const { gate, add, codeOf, pass } = openTestGate();
  const { secret } = await add('Rina', 'editor', true);
  const half = await knock(gate, 'Rina');
  const token = half.type === 'half' ? half.token : '';
  pass(10 * 60_000);
  const code = codeOf(secret);
  expect(await giveCode(gate, { token, code, address: ADDRESS })).toEqual({ type: 'refused' });
});

test('whoever is shut out is out at once, and stays out of that login when let in again', async () => {
  const { gate, add } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  const token = await enter(gate, 'Rina');
  await disableReviewer(gate, systemActor, id);
  expect((await whoIs(gate, token)).type).toBe('nobody');
  await enableReviewer(gate, systemActor, id);
  expect((await whoIs(gate, token)).type).toBe('nobody');
  await enter(gate, 'Rina');
});

test('a login that was made while the account was shut is none', async () => {
  const { gate, add } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  const slow = {
    ...gate,
    secrets: {
      ...gate.secrets,
      isPasswordUnlessBusy: async (hash: string | undefined, password: string) => {
        await disableReviewer(gate, systemActor, id);
        await enableReviewer(gate, systemActor, id);
        return gate.secrets.isPassword(hash, password);
      },
    },
  };
  expect(await knock(slow, 'Rina')).toEqual({ type: 'refused' });
});

test.each([
  ['shut', { isDisabled: true }],
  ['of another epoch', { epoch: 1 }],
])('an account that is %s has no login, even where nobody ended it', async (_, changes) => {
  const { gate, add } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  const token = await enter(gate, 'Rina');
  const account = await gate.store.reviewers.get(id);
  if (account) await gate.store.reviewers.save({ ...account, ...changes });
  expect((await whoIs(gate, token)).type).toBe('nobody');
});

test('a shut account with an authenticator does not tell that the password was right', async () => {
  const { gate, add } = openTestGate();
  const { id } = await add('Rina', 'reviewer', true);
  await disableReviewer(gate, systemActor, id);
  expect(await knock(gate, 'Rina')).toEqual({ type: 'refused' });
});

test('a whole login takes no code', async () => {
  const { gate, add, codeOf, pass } = openTestGate();
  const { secret } = await add('Rina', 'editor', true);
  const token = await enter(gate, 'Rina', codeOf(secret));
  pass(STEP);
  const given = { token, code: codeOf(secret), address: ADDRESS };
  expect(await giveCode(gate, given)).toEqual({ type: 'refused' });
});

test('another role ends the logins of the old one', async () => {
  const { gate, add } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  const token = await enter(gate, 'Rina');
  await changeRole(gate, systemActor, { id, role: 'viewer' });
  expect((await whoIs(gate, token)).type).toBe('nobody');
  const whose = await whoIs(gate, await enter(gate, 'Rina'));
  expect(whose).toMatchObject({ reviewer: { role: 'viewer' } });
});

test('logging out ends one login, or all of one reviewer', async () => {
  const { gate, add, whats } = openTestGate();
  await add('Rina', 'reviewer');
  await add('Budi', 'reviewer');
  const [one, two, three] = [
    await enter(gate, 'Rina'),
    await enter(gate, 'Rina'),
    await enter(gate, 'Rina'),
  ];
  const other = await enter(gate, 'Budi');
  await logOut(gate, one);
  expect((await whoIs(gate, one)).type).toBe('nobody');
  expect((await whoIs(gate, two)).type).toBe('in');
  await logOutAll(gate, two);
  const types = await Promise.all([two, three, other].map((token) => whoIs(gate, token)));
  expect(types.map(({ type }) => type)).toEqual(['nobody', 'nobody', 'in']);
  expect((await whats()).slice(-2)).toEqual(['logout', 'logout-all']);
});

test('a form belongs to one login', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const [one, two] = [await enter(gate, 'Rina'), await enter(gate, 'Rina')];
  expect(isFormToken(gate, one, formToken(gate, one))).toBe(true);
  for (const wrong of [formToken(gate, two), one, '', `${formToken(gate, one)}x`]) {
    expect(isFormToken(gate, one, wrong)).toBe(false);
  }
});
