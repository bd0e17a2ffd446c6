import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterClose } from '../../../src/channels/baileys/after-close.ts';
import { closeOf } from '../../../src/channels/baileys/open-socket.ts';

test.each([
  [515, { type: 'again', ms: 0 }],
  [401, { type: 'pair', reason: expect.any(String) }],
  [402, { type: 'again', ms: 86_400_000, reason: expect.stringContaining('blocked') }],
  [403, { type: 'stop', reason: expect.any(String) }],
  [406, { type: 'stop', reason: expect.any(String) }],
  [409, { type: 'stop', reason: expect.any(String) }],
  [411, { type: 'stop', reason: expect.any(String) }],
  [405, { type: 'again', ms: 60_000, renew: true, reason: expect.any(String) }],
  [440, { type: 'stop', reason: expect.any(String) }],
  [500, { type: 'again', ms: 1000 }],
  [408, { type: 'again', ms: 1000 }],
  [428, { type: 'again', ms: 1000 }],
  [503, { type: 'again', ms: 1000 }],
  [undefined, { type: 'again', ms: 1000 }],
])('a close with code %s', (code, expected) => {
  expect(afterClose({ code }, 0, 1)).toEqual(expected);
});

test('a ban that ends is waited for, as long as WhatsApp says', () => {
  const error = { output: { statusCode: 402 }, data: { reason: '402', expire: '7200' } };
  expect(closeOf(error)).toEqual({ code: 402, banS: 7200 });
  expect(afterClose(closeOf(error), 3, 0)).toMatchObject({ type: 'again', ms: 7_200_000 });
});

test('a ban of months is looked at again within the month', () => {
  const next = afterClose({ code: 402, banS: 1e8 }, 0, 0);
  expect(next).toMatchObject({ type: 'again', ms: 20 * 86_400_000 });
});

test('an error of any shape is a close without a code', () => {
  for (const error of [undefined, null, 'x', {}, { output: null }, { output: { statusCode: 'x' } }])
    expect(closeOf(error)).toEqual({ code: undefined, banS: undefined });
  const odd = { output: { statusCode: 500 }, data: { expire: 'soon' } };
  expect(closeOf(odd)).toEqual({ code: 500, banS: undefined });
});

test('a session that stays bad stops the device', () => {
  expect(afterClose({ code: 500 }, 4, 1).type).toBe('again');
  expect(afterClose({ code: 500 }, 5, 1).type).toBe('stop');
});

test('pauses grow up to five minutes, and differ', () => {
  const ms = (attempt: number, random: number) => {
    const next = afterClose({ code: 428 }, attempt, random);
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
