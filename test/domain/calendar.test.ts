import { expect, test } from 'vitest';
import { dayOf, isDate, isoOf, weekdayOf } from '../../src/domain/time/calendar.ts';
import {
  fromLocal,
  readMinute,
  showMinute,
  toLocal,
  zoneOf,
} from '../../src/domain/time/clock-zone.ts';
import { jakartaDay, startOfDay } from '../../src/domain/time/jakarta-day.ts';
import { lastMonth, readMonth, spanOf, weekOf } from '../../src/domain/time/month.ts';

const MIDNIGHT = Date.UTC(2026, 11, 31, 17); // 1 January 2027, 00.00 in Jakarta

test('a day in Jakarta begins seven hours before that of UTC', () => {
  expect(jakartaDay(MIDNIGHT - 1)).toBe('2026-12-31');
  expect(jakartaDay(MIDNIGHT)).toBe('2027-01-01');
  expect(startOfDay('2027-01-01')).toBe(MIDNIGHT);
});

test('midnight comes an hour earlier in the middle, and two in the east', () => {
  const day = dayOf('2027-01-01');
  const hours = { WIB: 0, WITA: 1, WIT: 2 } as const;
  for (const zone of ['WIB', 'WITA', 'WIT'] as const) {
    const at = MIDNIGHT - hours[zone] * 3_600_000;
    expect(toLocal(at, zone)).toEqual({ day, minute: 0 });
    expect(toLocal(at - 1, zone)).toEqual({ day: day - 1, minute: 1439 });
    expect(fromLocal({ day, minute: 0 }, zone)).toBe(at);
  }
});

test.each([
  [undefined, 'WIB'],
  ['DKI Jakarta', 'WIB'],
  ['Kalimantan Barat', 'WIB'],
  ['Kalimantan Tengah', 'WIB'],
  ['Kalimantan Timur', 'WITA'],
  ['Kalimantan Selatan', 'WITA'],
  ['Bali', 'WITA'],
  ['Nusa Tenggara Barat', 'WITA'],
  ['Sulawesi Utara', 'WITA'],
  ['Gorontalo', 'WITA'],
  ['Maluku Utara', 'WIT'],
  ['Papua Barat Daya', 'WIT'],
])('the clocks of %s show %s', (province, zone) => {
  expect(zoneOf(province)).toBe(zone);
});

test('1 January 2027 is a Friday, and the week begins on Monday', () => {
  const friday = dayOf('2027-01-01');
  expect([0, 1, 2, 3].map((days) => weekdayOf(friday + days))).toEqual([4, 5, 6, 0]);
  expect(weekdayOf(dayOf('1969-12-31'))).toBe(2);
  expect(isoOf(friday)).toBe('2027-01-01');
});

test('a date is one that the calendar has', () => {
  expect(['2028-02-29', '2027-12-31'].map(isDate)).toEqual([true, true]);
  for (const none of ['2027-02-29', '2027-13-01', '2027-1-1', '', '2027-01-01x']) {
    expect(isDate(none)).toBe(false);
  }
});

test('the month before January is December of the year before', () => {
  expect(lastMonth(MIDNIGHT)).toBe('2026-12');
  expect(lastMonth(MIDNIGHT - 1)).toBe('2026-11');
  expect(lastMonth(startOfDay('2027-10-01'))).toBe('2027-09');
});

test('a month lasts from its first moment in Jakarta until that of the next', () => {
  expect(spanOf('2026-12')).toEqual({ since: startOfDay('2026-12-01'), until: MIDNIGHT });
  expect(spanOf('2027-01')).toEqual({ since: MIDNIGHT, until: startOfDay('2027-02-01') });
});

test('a month is read as it is written in an address, and no other text is one', () => {
  expect(readMonth('2026-12')).toBe('2026-12');
  for (const none of ['2026-13', '2026-00', '1999-12', '2026-1', '2026-12-01', '']) {
    expect(readMonth(none)).toBeUndefined();
  }
});

test.each([
  ['2027-01-01', 'days-01-07'],
  ['2027-01-07', 'days-01-07'],
  ['2027-01-08', 'days-08-14'],
  ['2027-01-14', 'days-08-14'],
  ['2027-01-22', 'days-22-28'],
  ['2027-01-28', 'days-22-28'],
  ['2027-01-29', 'days-29-31'],
  ['2027-01-31', 'days-29-31'],
])('%s lies in %s', (day, week) => {
  expect(weekOf(day)).toBe(week);
});

test('times of day are written with two digits each, and read up to 23:59', () => {
  expect([0, 450, 1439, 1440].map(showMinute)).toEqual(['00:00', '07:30', '23:59', '00:00']);
  expect(['7:30', '07.30', ' 23:59 '].map(readMinute)).toEqual([450, 450, 1439]);
  for (const none of ['24:00', '12:60', '730', '']) expect(readMinute(none)).toBeUndefined();
});
