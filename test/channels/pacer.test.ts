import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pacer } from '../../src/channels/pacer.ts';

const PACE = { perCitizenMs: 6000, perNumberMs: 25, burst: 3 };

test('a citizen gets a burst at once, and then one at a time', () => {
  const pacer = new Pacer({ ...PACE, perNumberMs: 0 });
  expect([1, 2, 3].map(() => pacer.take('a', 0))).toEqual([0, 0, 0]);
  expect(pacer.take('a', 0)).toBe(6000);
  expect(pacer.take('b', 0)).toBe(0);
  expect(pacer.take('a', 6000)).toBe(0);
  expect(pacer.take('a', 6001)).toBe(5999);
});

test('a number sends one message at a time, and none while it is paused', () => {
  const pacer = new Pacer(PACE);
  expect(pacer.take('a', 0)).toBe(0);
  expect(pacer.take('b', 10)).toBe(15);
  pacer.pause(1000);
  expect(pacer.take('b', 25)).toBe(975);
  expect(pacer.take('b', 1000)).toBe(0);
});

test('whoever waits as long as told is let through, and never more than the pace allows', () => {
  const requests = fc.array(fc.record({ citizen: fc.constantFrom('a', 'b'), gap: fc.nat(4000) }));
  fc.assert(
    fc.property(requests, (list) => {
      const pacer = new Pacer(PACE);
      const sent: { citizen: string; at: number }[] = [];
      let now = 0;
      for (const { citizen, gap } of list) {
        now += gap;
        for (let wait = pacer.take(citizen, now); wait > 0; wait = pacer.take(citizen, now)) {
          now += wait;
        }
        sent.push({ citizen, at: now });
      }
      for (const [n, { citizen, at }] of sent.entries()) {
        const recent = sent.filter(
          (other, m) => m <= n && other.citizen === citizen && other.at > at - PACE.perCitizenMs,
        );
        expect(recent.length).toBeLessThanOrEqual(PACE.burst + 1);
      }
    }),
  );
});
