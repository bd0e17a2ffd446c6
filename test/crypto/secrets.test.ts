import { expect, test } from 'vitest';
import { createSecrets } from '../../src/crypto/create-secrets.ts';
import { hashPassword, isOutdated } from '../../src/crypto/password.ts';

const key = (fill: number) => Buffer.alloc(32, fill);

test('a digest depends on the key, on its use and on the secret, and on nothing else', () => {
  const secrets = createSecrets(key(1));
  const digest = secrets.digest('login', 'token');
  expect(createSecrets(key(1)).digest('login', 'token')).toBe(digest);
  expect(createSecrets(key(2)).digest('login', 'token')).not.toBe(digest);
  expect(secrets.digest('form', 'token')).not.toBe(digest);
  expect(secrets.digest('login', 'other')).not.toBe(digest);
  expect(secrets.digest('log', 'intoken')).not.toBe(digest);
});

test('a token has 256 bits, and none comes twice', () => {
  const { newToken } = createSecrets(key(1));
  expect(newToken()).toMatch(/^[\w-]{43}$/);
  expect(newToken()).not.toBe(newToken());
});

test('a hash with less memory or fewer passes than today is outdated, one with more is not', async () => {
  const today = { memory: 32_768, passes: 2, parallelism: 1 };
  const isOld = async (changes: Partial<typeof today>) =>
    isOutdated(await hashPassword('kuda terbang', { ...today, ...changes }));
  expect(await isOld({})).toBe(false);
  expect(await isOld({ memory: 65_536, passes: 3 })).toBe(false);
  expect(await isOld({ memory: 16_384 })).toBe(true);
  expect(await isOld({ passes: 1 })).toBe(true);
  expect(await isOld({ memory: 16_384, passes: 3 })).toBe(true);
});
