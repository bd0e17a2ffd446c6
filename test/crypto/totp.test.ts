import { expect, test } from 'vitest';
import { fromBase32, toBase32 } from '../../src/crypto/base32.ts';
import { hotp, totpStep } from '../../src/crypto/totp.ts';

/** The key of the test vectors of RFC 4226 and RFC 6238. */
const KEY = Buffer.from('12345678901234567890');
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('RFC 6238: after %i seconds the code is %s', (seconds, code) => {
  expect(hotp(KEY, Math.floor(seconds / 30), 8)).toBe(code);
  const at = { now: seconds * 1000, after: 0 };
  expect(totpStep(SECRET, code.slice(2), at)).toBe(Math.floor(seconds / 30));
});

test.each(
  '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'
    .split(' ')
    .map((code, counter) => [counter, code] as const),
)('RFC 4226: code %i is %s', (counter, code) => {
  expect(hotp(KEY, counter, 6)).toBe(code);
});

test('a clock may be one step off and no more', () => {
  const at = (step: number) => ({ now: step * 30_000, after: 0 });
  const code = hotp(KEY, 1000, 6);
  expect([998, 999, 1000, 1001, 1002].map((step) => totpStep(SECRET, code, at(step)))).toEqual([
    undefined,
    1000,
    1000,
    1000,
    undefined,
  ]);
});

test('a code is right only after the last one', () => {
  const code = hotp(KEY, 1000, 6);
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

test('Base32 is that of RFC 4648, there and back', () => {
  const vectors = { '': '', f: 'MY', fo: 'MZXQ', foo: 'MZXW6', foob: 'MZXW6YQ', fooba: 'MZXW6YTB' };
  for (const [plain, text] of Object.entries(vectors)) {
    expect(toBase32(Buffer.from(plain))).toBe(text);
    expect(Buffer.from(fromBase32(text)).toString()).toBe(plain);
  }
  expect(toBase32(KEY)).toBe(SECRET);
  expect(() => fromBase32('MZ1')).toThrow('none of Base32');
});
