import { expect, test } from 'vitest';
import { diagnoseHolidays } from '../../src/app/diagnostics/doctor.ts';
import { dayOf, isDate } from '../../src/domain/time/calendar.ts';
import table from '../../src/domain/time/holidays.json' with { type: 'json' };
import { holidayOn, isWorkday } from '../../src/domain/time/holidays.ts';

test.each([
  ['2026', 17],
  ['2027', 18],
])('the decree of %s has %i holidays and 8 days of joint leave', (year, holidays) => {
  const of = (days: object) => Object.keys(days).filter((day) => day.startsWith(year));
  expect(of(table.holidays)).toHaveLength(holidays);
  expect(of(table.leave)).toHaveLength(8);
});

test('each day off is a day of the calendar, once', () => {
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
  expect(is('2027-03-10')).toEqual(['Idulfitri 1448 Hijriah', false]);
  expect(is('2027-03-09')).toEqual(['Cuti bersama Idulfitri', true]);
});

test('the doctor says which year lacks its holidays', () => {
  const at = (iso: string) => diagnoseHolidays(Date.parse(`${iso}T12:00+07:00`));
  expect([at('2026-11-27'), at('2026-12-31'), at('2027-10-31')]).toEqual([[], [], []]);
  for (const [day, year] of [
    ['2027-11-03', '2028'],
    ['2029-01-01', '2029'],
  ] as const) {
    const detail = expect.stringContaining(`${year}: `);
    expect(at(day)).toMatchObject([{ name: 'holidays', state: 'warning', detail }]);
  }
});
