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

test('those who wait get a place each, and keep it', () => {
  const pacer = new Pacer(PACE);
  const citizens = ['a', 'b', 'c', 'd'];
  expect(citizens.map((citizen) => pacer.take(citizen, 0))).toEqual([0, 25, 50, 75]);
  expect(pacer.take('d', 10)).toBe(65);
  expect(pacer.take('d', 75)).toBe(0);
  expect(pacer.take('b', 75)).toBe(0);
});

test('one citizen who has had too much does not hold up the others', () => {
  const pacer = new Pacer({ ...PACE, burst: 1 });
  expect([pacer.take('a', 0), pacer.take('a', 25)]).toEqual([0, 5975]);
  expect(pacer.take('b', 50)).toBe(0);
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

test('those who get message after message leave every other place to the others', () => {
  const pacer = new Pacer({ perCitizenMs: 6000, perNumberMs: 25, burst: 10 });
  const hostile = Array.from({ length: 300 }, (_, n) => `h${n}`);
  for (let n = 0; n < 3; n += 1) {
    for (const citizen of hostile) pacer.take(citizen, n * 7500);
    for (const citizen of hostile.slice(1)) expect(pacer.take(citizen, (n + 1) * 7500)).toBe(0);
  }
  const now = 22_500;
  const waits = hostile.map((citizen) => pacer.take(citizen, now));
  expect(waits.slice(0, 3)).toEqual([0, 50, 100]);
  expect([1, 2, 3].map((n) => pacer.take(`new-${n}`, now))).toEqual([25, 75, 125]);
  expect(pacer.take('h0', now + 1, false)).toBe(174); // what was promised to one of them
});

test('a backlog of a hundred thousand citizens and repeats without end are handed out in turn', () => {
  const pacer = new Pacer({ perCitizenMs: 6000, perNumberMs: 12.5, burst: 8 });
  const waits = Array.from({ length: 100_000 }, (_, n) => pacer.take(`w${n}`, 0, n % 2 === 0));
  expect(new Set(waits).size).toBe(waits.length);
  expect(Math.max(...waits)).toBeLessThanOrEqual(100_000 * 12.5);
});

test('a place that nobody has come for within ten minutes is free again', () => {
  const pacer = new Pacer(PACE);
  for (let n = 0; n < 10_001; n += 1) pacer.take(`citizen ${n}`, 0);
  const later = 10_000 * PACE.perNumberMs + 601_000;
  expect(pacer.take('next', later)).toBe(0);
  expect(pacer.take('citizen 5000', later)).toBe(PACE.perNumberMs);
});
