import { expect, test } from 'vitest';
import { dayOf, isDate } from '../../src/domain/time/calendar.ts';
import table from '../../src/domain/time/holidays.json' with { type: 'json' };
import { holidayOn, isWorkday } from '../../src/domain/time/holidays.ts';

test('the decree of 2026 has 17 holidays and 8 days of joint leave, each a day of the calendar', () => {
  const of2026 = (days: object) => Object.keys(days).filter((day) => day.startsWith('2026'));
  expect(of2026(table.holidays)).toHaveLength(17);
  expect(of2026(table.leave)).toHaveLength(8);
  const all = [...Object.keys(table.holidays), ...Object.keys(table.leave)];
  expect(all.filter((day) => !isDate(day))).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
});

test('a holiday is no working day, joint leave and a plain day are, and a weekend never is', () => {
  const is = (iso: string) => [holidayOn(dayOf(iso)), isWorkday(dayOf(iso))];
  expect(is('2026-12-25')).toEqual(['Kelahiran Yesus Kristus', false]);
  expect(is('2026-12-24')).toEqual(['Cuti bersama Natal', true]);
  expect(is('2026-12-23')).toEqual([undefined, true]);
  expect(is('2026-12-26')).toEqual([undefined, false]);
});
