import { expect, test } from 'vitest';
import { jakartaDay } from '../../src/domain/time/jakarta-day.ts';

test.each([
  ['2026-06-30T16:59:59.999Z', '2026-06-30'],
  ['2026-06-30T17:00:00.000Z', '2026-07-01'],
  ['2027-12-31T17:00:00.000Z', '2028-01-01'],
  ['2028-02-28T17:00:00.000Z', '2028-02-29'],
])('at %s it is %s in Jakarta', (time, day) => {
  expect(jakartaDay(Date.parse(time))).toBe(day);
});

test('a day is the one that the calendar of Jakarta has, at any hour', () => {
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' });
  const begin = Date.parse('2024-01-01T00:30:00Z');
  for (let hour = 0; hour < 24 * 366 * 3; hour += 7) {
    const time = begin + hour * 3_600_000;
    expect(jakartaDay(time)).toBe(calendar.format(time));
  }
});
