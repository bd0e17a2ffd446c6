import { expect, test } from 'vitest';
import {
  allowance,
  CAUTIOUS,
  HourlyCount,
  unaskedGapMs,
} from '../../../src/channels/baileys/send-pace.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test('a young device sends little, and all it may after a week', () => {
  const pace = { ...CAUTIOUS, hourly: 100 };
  const shares = [0, 1, 3, 7].map((days) => allowance(pace, days * DAY));
  expect(shares).toEqual([10, 30, 60, 100]);
  expect(allowance({ ...pace, hourly: 1 }, 0)).toBe(1);
});

test('an hour holds no more than allowed, whenever it is counted from', () => {
  const count = new HourlyCount();
  expect([0, 10, 20].map((now) => count.take(3, now))).toEqual([0, 0, 0]);
  expect(count.take(3, 30)).toBe(HOUR - 30);
  expect(count.take(3, HOUR)).toBe(0);
  expect(count.take(3, HOUR)).toBe(10);
});

test('after an hour in which nothing was sent the count begins with nothing', () => {
  const count = new HourlyCount();
  expect(count.take(1, 0)).toBe(0);
  expect(count.take(1, 2 * HOUR)).toBe(0);
  expect(count.take(1, 2 * HOUR + 1)).toBe(HOUR - 1);
});

test('what nobody asked for has a fifth of the hour', () => {
  expect(unaskedGapMs(1200)).toBe(15_000);
  expect(unaskedGapMs(7)).toBe(2_571_429);
});
