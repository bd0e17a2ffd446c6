import { argon2, argon2Sync } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import {
  hashPassword,
  isOutdated,
  isPassword,
  isPasswordUnlessBusy,
} from '../../src/crypto/password.ts';

vi.mock('node:crypto', async (load) => {
  const real = await load<typeof import('node:crypto')>();
  return { ...real, argon2: vi.fn(real.argon2) };
});

const PASSWORD = 'kuda terbang biru laut';
const LITTLE = { memory: 64, passes: 1, parallelism: 1 };

test('Node computes Argon2id as RFC 9106 has it', () => {
  const tag = argon2Sync('argon2id', {
    message: Buffer.alloc(32, 1),
    nonce: Buffer.alloc(16, 2),
    secret: Buffer.alloc(8, 3),
    associatedData: Buffer.alloc(12, 4),
    parallelism: 4,
    tagLength: 32,
    memory: 32,
    passes: 3,
  });
  expect(tag.toString('hex')).toBe(
    '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
  );
});

test('a hash costs at least what OWASP asks for, and is of its own each time', async () => {
  const [one, two] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
  expect(one).not.toBe(two);
  const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(one) ?? [];
  expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
  expect(Number(passes)).toBeGreaterThanOrEqual(2);
});

test('the password is right, and nothing near it', async () => {
  const hash = await hashPassword(PASSWORD);
  expect(await isPassword(hash, PASSWORD)).toBe(true);
  for (const wrong of ['', 'Kuda terbang biru laut', `${PASSWORD} `, PASSWORD.slice(1)]) {
    expect(await isPassword(hash, wrong)).toBe(false);
  }
});

test.each([
  ['é in two parts', 'kopi e\u0301nak sekali'],
  ['wide letters', 'ｋｏｐｉ \u00e9nak sekali'],
])('a keyboard that writes %s gives the same password', async (_, written) => {
  const hash = await hashPassword('kopi \u00e9nak sekali', LITTLE);
  expect(await isPassword(hash, written)).toBe(true);
});

test('a hash of other work than today holds, also over several lanes', async () => {
  const hash = await hashPassword(PASSWORD, { memory: 64, passes: 2, parallelism: 3 });
  expect(await isPassword(hash, PASSWORD)).toBe(true);
});

test('a hash of less work still holds, and is told as outdated', async () => {
  const old = await hashPassword(PASSWORD, LITTLE);
  expect(await isPassword(old, PASSWORD)).toBe(true);
  expect(isOutdated(old)).toBe(true);
  expect(isOutdated(await hashPassword(PASSWORD))).toBe(false);
});

test('where there is no hash no password is right, after the same work', async () => {
  const hash = await hashPassword(PASSWORD);
  const workOf = async (given: string | undefined) => {
    vi.mocked(argon2).mockClear();
    expect(await isPassword(given, 'salah')).toBe(false);
    return vi.mocked(argon2).mock.calls.map(([name, { nonce, ...asked }]) => ({
      name,
      ...asked,
      saltBytes: Buffer.byteLength(nonce),
    }));
  };
  const known = await workOf(hash);
  expect(known).toHaveLength(1);
  expect(await workOf(undefined)).toEqual(known);
});

test('what is no hash of ours is an error, not a wrong password', async () => {
  for (const bad of [
    '',
    'md5:abc',
    '$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA',
  ]) {
    await expect(isPassword(bad, PASSWORD)).rejects.toThrow('not as Posko writes them');
  }
});

test('of a flood of guesses only so many wait, and whoever is known is checked all the same', async () => {
  const hash = await hashPassword(PASSWORD, LITTLE);
  const guesses = Array.from({ length: 200 }, () => isPasswordUnlessBusy(hash, 'salah'));
  const known = isPassword(hash, PASSWORD);
  const answers = await Promise.all(guesses);
  expect(answers.filter((answer) => answer === 'busy')).toHaveLength(178);
  expect(answers.filter((answer) => answer === false)).toHaveLength(22);
  expect(await known).toBe(true);
  expect(await isPasswordUnlessBusy(hash, PASSWORD)).toBe(true);
});

test('during a flood nobody learns which names have an account', async () => {
  const hash = await hashPassword(PASSWORD, LITTLE);
  const flood = Array.from({ length: 30 }, () => isPasswordUnlessBusy(hash, 'salah'));
  const [known, unknown] = [hash, undefined].map((each) => isPasswordUnlessBusy(each, 'salah'));
  expect([await known, await unknown]).toEqual(['busy', 'busy']);
  await Promise.all(flood);
});
