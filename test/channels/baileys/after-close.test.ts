import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterClose } from '../../../src/channels/baileys/after-close.ts';

test.each([
  [515, { type: 'again', ms: 0 }],
  [401, { type: 'pair', reason: expect.any(String) }],
  [403, { type: 'stop', reason: expect.any(String) }],
  [405, { type: 'again', ms: 60_000, renew: true, reason: expect.any(String) }],
  [440, { type: 'stop', reason: expect.any(String) }],
  [500, { type: 'again', ms: 1000 }],
  [408, { type: 'again', ms: 1000 }],
  [428, { type: 'again', ms: 1000 }],
  [503, { type: 'again', ms: 1000 }],
  [undefined, { type: 'again', ms: 1000 }],
])('a close with code %s', (code, expected) => {
  expect(afterClose(code, 0, 1)).toEqual(expected);
});

test('a session that stays bad stops the device', () => {
  expect(afterClose(500, 4, 1).type).toBe('again');
  expect(afterClose(500, 5, 1).type).toBe('stop');
});

test('pauses grow up to five minutes, and differ', () => {
  const ms = (attempt: number, random: number) => {
    const next = afterClose(428, attempt, random);
    return next.type === 'again' ? next.ms : 0;
  };
  expect([0, 1, 2, 3].map((attempt) => ms(attempt, 1))).toEqual([1000, 2000, 4000, 8000]);
  expect(ms(3, 0)).toBe(4000);
  fc.assert(
    fc.property(fc.nat(2000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      expect(ms(attempt, random)).toBeLessThanOrEqual(300_000);
      expect(ms(attempt, random)).toBeGreaterThanOrEqual(500);
    }),
  );
});
