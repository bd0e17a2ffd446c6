import { expect, test } from 'vitest';
import type { AccountDeps } from '../../src/services/accounts/account-deps.ts';
import { findDevice, newDevice } from '../../src/services/accounts/known-device.ts';
import { giveCode, logIn } from '../../src/services/accounts/login.ts';
import { changePassword } from '../../src/services/accounts/own-account.ts';
import { ADDRESS, enter, knock, openTestGate, PASSWORD } from '../support/gate.ts';

const DAY = 86_400_000;
const FRESH = 'gajah tidur di sawah';

test('strangers who guess at a name, from whatever address, do not make its owner wait in a browser of theirs', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const device = await aDevice(gate, 'Rina');
  await guess(gate, 'Rina', 40);
  expect((await knock(gate, 'Rina')).type).toBe('wait');
  expect((await comeIn(gate, 'Rina', { device })).type).toBe('in');
  expect((await knock(gate, 'Rina')).type).toBe('wait');
});

test('the code too is not held up by those who guess from the same address', async () => {
  const { gate, add, codeOf, pass } = openTestGate();
  const { secret } = await add('Rina', 'editor', true);
  const half = await knock(gate, 'Rina');
  const given = { token: half.type === 'half' ? half.token : '', code: codeOf(secret) };
  const first = await giveCode(gate, { ...given, address: ADDRESS });
  const device = first.type === 'in' ? first.device : '';
  pass(60_000);
  const again = await comeIn(gate, 'Rina', { device });
  for (let n = 0; n < 20; n += 1) await knock(gate, `Warga ${n}`, 'salah');
  const token = again.type === 'half' ? again.token : '';
  const code = codeOf(secret);
  expect((await giveCode(gate, { token, code, address: ADDRESS })).type).toBe('wait');
  expect((await giveCode(gate, { token, code, address: ADDRESS, device })).type).toBe('in');
});

test('a known browser has only so many guesses itself', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const device = await aDevice(gate, 'Rina');
  for (let n = 0; n < 5; n += 1) {
    expect((await comeIn(gate, 'Rina', { device, password: 'salah' })).type).toBe('refused');
  }
  expect((await comeIn(gate, 'Rina', { device })).type).toBe('wait');
  expect((await knock(gate, 'Rina')).type).toBe('in');
});

test('what a browser keeps of one reviewer is worth nothing at another name, and nothing when it is forged or old', async () => {
  const { gate, add, pass } = openTestGate();
  const { id } = await add('Rina', 'reviewer');
  const { id: other } = await add('Budi', 'reviewer');
  const device = newDevice(gate, id);
  expect(findDevice(gate, id, device)).toBeDefined();
  const [at = '', token = '', signature = ''] = device.split('.');
  const forged = [
    '',
    device.slice(1),
    `${device}x`,
    `${Number(at) + DAY}.${token}.${signature}`,
    `${at}.${gate.secrets.newToken()}.${signature}`,
    newDevice({ ...gate, secrets: openTestGate().gate.secrets }, id),
  ];
  for (const each of [undefined, ...forged]) expect(findDevice(gate, id, each)).toBeUndefined();
  expect(findDevice(gate, other, device)).toBeUndefined();
  expect(findDevice(gate, undefined, device)).toBeUndefined();
  pass(90 * DAY);
  expect(findDevice(gate, id, device)).toBeUndefined();
});

test('whoever is in can change their password while strangers guess at their name', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const token = await enter(gate, 'Rina');
  await guess(gate, 'Rina', 40);
  const changed = await changePassword(gate, { token, password: PASSWORD, fresh: FRESH });
  expect(changed.type).toBe('done');
});

test('whom a flood keeps from being checked is told so, and has used up no try', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const device = await aDevice(gate, 'Rina');
  const secrets = { ...gate.secrets, isPasswordUnlessBusy: async () => 'busy' as const };
  const flooded: AccountDeps = { ...gate, secrets };
  for (let n = 0; n < 30; n += 1) expect((await knock(flooded, 'Rina')).type).toBe('busy');
  expect((await comeIn(flooded, 'Rina', { device })).type).toBe('in');
  expect((await knock(gate, 'Rina')).type).toBe('in');
});

function comeIn(gate: AccountDeps, name: string, more: { device: string; password?: string }) {
  return logIn(gate, { name, password: PASSWORD, address: ADDRESS, ...more });
}

/** What a browser keeps after a login. */
async function aDevice(gate: AccountDeps, name: string): Promise<string> {
  const done = await knock(gate, name);
  return done.type === 'in' ? done.device : '';
}

/** Guesses at a name from the owner's own address, and from others. */
async function guess(gate: AccountDeps, name: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await knock(gate, name, 'salah', n % 2 === 0 ? ADDRESS : `10.7.0.${n}`);
    await knock(gate, `Warga ${n}`, 'salah');
  }
}
