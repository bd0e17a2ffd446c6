import { expect, test } from 'vitest';
import { systemActor } from '../../src/domain/accounts/reviewer.ts';
import { giveCode } from '../../src/services/accounts/login.ts';
import { logOut, logOutAll, whoIs } from '../../src/services/accounts/login-sessions.ts';
import { beginTotp, confirmTotp } from '../../src/services/accounts/own-account.ts';
import {
  acceptInvitation,
  changeRole,
  disableReviewer,
  resetReviewer,
} from '../../src/services/accounts/reviewers.ts';
import { ADDRESS, enter, knock, openTestGate, PASSWORD } from '../support/gate.ts';

const MINUTE = 60_000;
const FRESH = 'empat gelas es cendol';

/** The keys of all logins that the gate's store was told of, and whether each is still there. */
function watchLogins(gate: ReturnType<typeof openTestGate>['gate']) {
  const { logins } = gate.store;
  const keys: string[] = [];
  const seen: number[] = [];
  const start: typeof logins.start = async (login) => {
    keys.push(login.key);
    await logins.start(login);
  };
  const see: typeof logins.see = async (key, at) => {
    seen.push(at);
    await logins.see(key, at);
  };
  const watched = new Proxy(logins, {
    get: (target, name) => {
      if (name === 'start') return start;
      if (name === 'see') return see;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const left = async () => {
    const found = await Promise.all(keys.map((key) => logins.get(key)));
    return found.filter((login) => login !== undefined).length;
  };
  return { gate: { ...gate, store: { ...gate.store, logins: watched } }, left, seen };
}

test('that somebody is there is written once a minute, not for every page', async () => {
  const { gate: bare, add, pass } = openTestGate();
  await add('Rina', 'reviewer');
  const { gate, seen } = watchLogins(bare);
  const token = await enter(gate, 'Rina');
  await whoIs(gate, token);
  pass(MINUTE - 1);
  await whoIs(gate, token);
  expect(seen).toEqual([]);
  pass(1);
  await whoIs(gate, token);
  await whoIs(gate, token);
  expect(seen).toEqual([gate.clock.now()]);
});

test('a login that is over is gone from the store once somebody comes with it', async () => {
  const { gate: bare, add, pass } = openTestGate();
  await add('Rina', 'reviewer');
  const { gate, left } = watchLogins(bare);
  const token = await enter(gate, 'Rina');
  expect(await left()).toBe(1);
  pass(12 * 60 * MINUTE);
  expect((await whoIs(gate, token)).type).toBe('nobody');
  expect(await left()).toBe(0);
});

test('half a login ends no other logins, and leaves no word of it', async () => {
  const { gate, add, whats } = openTestGate();
  await add('Rina', 'editor', true);
  const half = await knock(gate, 'Rina');
  if (half.type !== 'half') throw new Error(half.type);
  const before = await whats();
  await logOutAll(gate, half.token);
  await logOutAll(gate, 'no token at all');
  expect((await whoIs(gate, half.token)).type).toBe('half');
  expect(await whats()).toEqual(before);
  await logOut(gate, 'no token at all');
  expect(await whats()).toEqual(before);
});

test.each([
  ['shut', (gate, id) => disableReviewer(gate, systemActor, id)],
  ['given another role', (gate, id) => changeRole(gate, systemActor, { id, role: 'viewer' })],
  ['reset', (gate, id) => resetReviewer(gate, systemActor, id)],
] satisfies [
  string,
  (gate: ReturnType<typeof openTestGate>['gate'], id: string) => Promise<object>,
][])(
  'an account that is %s has no login left, and one that is being started is of an epoch that is over',
  async (_, manage) => {
    const { gate: bare, add } = openTestGate();
    const { id } = await add('Rina', 'reviewer');
    const { gate, left } = watchLogins(bare);
    await enter(gate, 'Rina');
    const epoch = (await gate.store.reviewers.get(id))?.epoch ?? 0;
    await manage(gate, id);
    expect(await left()).toBe(0);
    expect((await gate.store.reviewers.get(id))?.epoch).toBe(epoch + 1);
  },
);

test('a reset takes off an authenticator that was being set up, and every wait of its owner', async () => {
  const { gate, add, codeOf } = openTestGate();
  const { id, secret } = await add('Rina', 'reviewer', true);
  const token = await enter(gate, 'Rina', codeOf(secret));
  await beginTotp(gate, { token, password: PASSWORD });
  for (let n = 0; n < 5; n += 1) await beginTotp(gate, { token, password: 'salah' });
  expect((await beginTotp(gate, { token, password: PASSWORD })).type).toBe('wait');
  const half = await knock(gate, 'Rina');
  if (half.type !== 'half') throw new Error(half.type);
  const given = { token: half.token, code: '000000', address: ADDRESS };
  for (let n = 0; n < 5; n += 1) await giveCode(gate, given);
  expect((await giveCode(gate, given)).type).toBe('wait');
  const reset = await resetReviewer(gate, systemActor, id);
  if (reset.type !== 'reset') throw new Error(reset.type);
  expect((await gate.store.reviewers.get(id))?.newTotp).toBeUndefined();
  await acceptInvitation(gate, { token: reset.invitation, password: FRESH });
  const fresh = await knock(gate, 'Rina', FRESH);
  if (fresh.type !== 'in') throw new Error(fresh.type);
  const begun = await beginTotp(gate, { token: fresh.token, password: FRESH });
  if (begun.type !== 'done') throw new Error(begun.type);
  const code = codeOf(begun.secret);
  expect((await confirmTotp(gate, { token: fresh.token, code })).type).toBe('done');
});

test('tries of yesterday are forgotten, and counting begins anew', async () => {
  const { gate, add, pass } = openTestGate();
  await add('Rina', 'reviewer');
  for (let n = 0; n < 5; n += 1) await knock(gate, 'Rina', 'salah');
  expect((await knock(gate, 'Rina', 'salah')).type).toBe('wait');
  pass(24 * 60 * MINUTE);
  for (let n = 0; n < 5; n += 1) expect((await knock(gate, 'Rina', 'salah')).type).toBe('refused');
  expect((await knock(gate, 'Rina', 'salah')).type).toBe('wait');
});

test('a right code counts as no try at the address', async () => {
  const { gate, add, codeOf, pass } = openTestGate();
  const { secret } = await add('Rina', 'reviewer', true);
  for (let n = 0; n < 15; n += 1) {
    pass(30_000);
    await enter(gate, 'Rina', codeOf(secret));
  }
  for (let n = 0; n < 20; n += 1)
    expect((await knock(gate, `X${n}`, 'salah')).type).toBe('refused');
  expect((await knock(gate, 'Y', 'salah')).type).toBe('wait');
});
