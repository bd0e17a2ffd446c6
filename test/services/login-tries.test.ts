import { expect, test } from 'vitest';
import { giveCode } from '../../src/services/accounts/login.ts';
import { waitsUntil } from '../../src/services/accounts/login-attempts.ts';
import { ADDRESS, enter, knock, openTestGate, PASSWORD } from '../support/gate.ts';

const SECOND = 1000;
const QUARTER = 15 * 60 * SECOND;
const DAY = 24 * 3_600_000;

test('waits double with every try in vain, up to a quarter of an hour, for a day', () => {
  const wait = (count: number) => waitsUntil({ count, at: 0 }, 'name', 1);
  expect([4, 5, 6, 7, 8].map(wait)).toEqual([0, 1, 2, 4, 8].map((seconds) => seconds * SECOND));
  expect([14, 15, 16, 1e9].map(wait)).toEqual([512 * SECOND, QUARTER, QUARTER, QUARTER]);
  expect(waitsUntil({ count: 1e9, at: 0 }, 'name', DAY)).toBe(0);
  expect(waitsUntil({ count: 19, at: 0 }, 'address', 1)).toBe(0);
  expect(waitsUntil({ count: 20, at: 0 }, 'address', 1)).toBe(SECOND);
});

test.each(['Rina', 'Nobody'])(
  'guesses at %s have to wait, the right password too',
  async (name) => {
    const { gate, add, pass } = openTestGate();
    await add('Rina', 'reviewer');
    for (let n = 0; n < 5; n += 1) {
      expect((await knock(gate, name, 'salah', `10.0.0.${n}`)).type).toBe('refused');
    }
    const { now } = gate.clock;
    expect(await knock(gate, name, PASSWORD)).toEqual({ type: 'wait', until: now() + SECOND });
    expect(await knock(gate, name.toUpperCase(), 'salah')).toMatchObject({ type: 'wait' });
    pass(SECOND);
    expect((await knock(gate, name, 'salah')).type).toBe('refused');
    expect(await knock(gate, name, PASSWORD)).toEqual({ type: 'wait', until: now() + 2 * SECOND });
  },
);

test('many guesses at once are counted like one after the other', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const guesses = Array.from({ length: 30 }, (_, n) =>
    knock(gate, 'Rina', `salah ${n}`, `10.1.1.${n}`),
  );
  const types = (await Promise.all(guesses)).map(({ type }) => type);
  expect(types.filter((type) => type === 'refused')).toHaveLength(5);
  expect(types.filter((type) => type === 'wait')).toHaveLength(25);
});

test('whoever tries many names from one address has to wait', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  for (let n = 0; n < 20; n += 1) await knock(gate, `Warga ${n}`, 'salah');
  expect(await knock(gate, 'Rina')).toMatchObject({ type: 'wait' });
  expect((await knock(gate, 'Rina', PASSWORD, '10.9.9.9')).type).toBe('in');
});

test.each([
  ['2001:db8:1:2::7', (n: number) => `2001:db8:1:2:a:b:c:${n.toString(16)}`],
  ['2001:0:1:2::7', (n: number) => `2001::1:2:0:0:0:${n.toString(16)}`],
  ['2001:db8::9:1', (n: number) => `2001:db8:0:0:${n.toString(16)}::1`],
])('all addresses of a network of IPv6 count as one', async (address, other) => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  for (let n = 0; n < 20; n += 1) await knock(gate, `Warga ${n}`, 'salah', other(n));
  expect(await knock(gate, 'Rina', PASSWORD, address)).toMatchObject({ type: 'wait' });
  expect((await knock(gate, 'Rina', PASSWORD, '2001:db8:1:3::7')).type).toBe('in');
});

test('addresses of IPv4 count for themselves, also as IPv6 writes them', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  for (let n = 0; n < 20; n += 1) await knock(gate, `Warga ${n}`, 'salah', `::ffff:10.0.0.${n}`);
  expect((await knock(gate, 'Rina', PASSWORD, '::ffff:10.0.0.77')).type).toBe('in');
  for (let n = 0; n < 20; n += 1) await knock(gate, `Warga ${n}`, 'salah', '::ffff:10.0.0.1');
  expect((await knock(gate, 'Rina', PASSWORD, '::ffff:10.0.0.1')).type).toBe('wait');
});

test('a wait at the address costs nothing at the name', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  for (let n = 0; n < 20; n += 1) await knock(gate, `Warga ${n}`, 'salah');
  for (let n = 0; n < 20; n += 1) await knock(gate, 'Rina', 'salah');
  expect((await knock(gate, 'Rina', PASSWORD, '10.9.9.9')).type).toBe('in');
});

test('a wait at the name costs nothing at the address', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  await add('Budi', 'reviewer');
  for (let n = 0; n < 5; n += 1) await knock(gate, 'Rina', 'salah', `10.0.0.${n}`);
  for (let n = 0; n < 30; n += 1) expect((await knock(gate, 'Rina')).type).toBe('wait');
  expect((await knock(gate, 'Budi')).type).toBe('in');
});

test('a whole office may come in from one address, and the right password clears the name', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  for (let n = 0; n < 30; n += 1) expect((await knock(gate, 'Rina')).type).toBe('in');
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 4; n += 1) await knock(gate, 'Rina', 'salah');
    expect((await knock(gate, 'Rina')).type).toBe('in');
  }
});

test('the right password does not buy an address more guesses at other names', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  for (let n = 0; n < 20; n += 1) {
    await knock(gate, `Warga ${n}`, 'salah');
    if (n < 19) await knock(gate, 'Rina');
  }
  expect(await knock(gate, 'Warga 99', 'salah')).toMatchObject({ type: 'wait' });
});

test('the right code does not buy an address more guesses at other names', async () => {
  const { gate, add, codeOf, pass } = openTestGate();
  const { secret } = await add('Rina', 'editor', true);
  for (let n = 0; n < 20; n += 1) {
    await knock(gate, `Warga ${n}`, 'salah');
    if (n % 6 > 0) continue;
    await enter(gate, 'Rina', codeOf(secret));
    pass(30_000);
  }
  expect(await knock(gate, 'Warga 99', 'salah')).toMatchObject({ type: 'wait' });
});

test('what failed is written down: the password, or the code', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'editor', true);
  await knock(gate, 'Rina', 'salah');
  const half = await knock(gate, 'Rina');
  await giveCode(gate, {
    token: half.type === 'half' ? half.token : '',
    code: 'x',
    address: ADDRESS,
  });
  const failed = (await gate.store.audit.list(9)).filter(({ what }) => what === 'login-failed');
  expect(failed.map(({ of, details }) => [of, details])).toEqual([
    ['Rina', { at: 'code' }],
    ['Rina', { at: 'password' }],
  ]);
});

test('codes cannot be guessed either', async () => {
  const { gate, add, codeOf, pass } = openTestGate();
  const { secret } = await add('Rina', 'editor', true);
  const right = codeOf(secret);
  const wrong = right === '000000' ? '111111' : '000000';
  const give = async (code: string, address: string) => {
    const half = await knock(gate, 'Rina', PASSWORD, address);
    return giveCode(gate, { token: half.type === 'half' ? half.token : '', code, address });
  };
  for (let n = 0; n < 5; n += 1) expect((await give(wrong, `10.0.0.${n}`)).type).toBe('refused');
  expect(await give(right, ADDRESS)).toMatchObject({ type: 'wait' });
  pass(SECOND);
  expect((await give(codeOf(secret), ADDRESS)).type).toBe('in');
});

test('two processes on one store count together', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  const second = { ...gate, store: { ...gate.store } };
  for (let n = 0; n < 5; n += 1) await knock(n % 2 ? gate : second, 'Rina', 'salah');
  expect((await knock(second, 'Rina')).type).toBe('wait');
  await expect(enter(gate, 'Rina')).rejects.toThrow('wait');
});

test('a name that has to wait does not clear what is counted at the address', async () => {
  const { gate, add } = openTestGate();
  await add('Rina', 'reviewer');
  for (let n = 0; n < 5; n += 1) await knock(gate, 'Rina', 'salah', `10.0.0.${n}`);
  for (let n = 0; n < 20; n += 1) {
    await knock(gate, `Warga ${n}`, 'salah', '10.9.9.9');
    if (n < 19) expect((await knock(gate, 'Rina', 'salah', '10.9.9.9')).type).toBe('wait');
  }
  expect((await knock(gate, 'Warga 99', 'salah', '10.9.9.9')).type).toBe('wait');
});
