import { HOTP, Secret } from 'otpauth';
import { expect, test } from 'vitest';
import { newRecoveryCode, newTotpSecret, totpStep } from '../../src/crypto/create-secrets.ts';

/** The key of the test vectors of RFC 4226 and RFC 6238, `12345678901234567890`. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('RFC 6238: after %i seconds the code is %s', (seconds, code) => {
  const at = { now: seconds * 1000, after: 0 };
  expect(totpStep(SECRET, code.slice(2), at)).toBe(Math.floor(seconds / 30));
});

test('a clock may be one step off and no more', () => {
  const at = (step: number) => ({ now: step * 30_000, after: 0 });
  const code = HOTP.generate({ secret: Secret.fromBase32(SECRET), counter: 1000 });
  expect([998, 999, 1000, 1001, 1002].map((step) => totpStep(SECRET, code, at(step)))).toEqual([
    undefined,
    1000,
    1000,
    1000,
    undefined,
  ]);
});

test('a code is right only after the last one', () => {
  const code = HOTP.generate({ secret: Secret.fromBase32(SECRET), counter: 1000 });
  const at = (after: number) => ({ now: 30_000_000, after });
  expect(totpStep(SECRET, code, at(999))).toBe(1000);
  expect(totpStep(SECRET, code, at(1000))).toBeUndefined();
  expect(totpStep(SECRET, code, at(1001))).toBeUndefined();
});

test.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦', '0x1F40', ' 12345'])(
  '%j is no code',
  (code) => {
    expect(totpStep(SECRET, code, { now: 59_000, after: 0 })).toBeUndefined();
  },
);

test('a new secret has 160 bits and a recovery code 60, and no two are the same', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newRecoveryCode()).toMatch(/^[a-z2-7]{12}$/);
  expect(new Set(Array.from({ length: 50 }, newRecoveryCode)).size).toBe(50);
  expect(new Set(Array.from({ length: 50 }, newTotpSecret)).size).toBe(50);
});
