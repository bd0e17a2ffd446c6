import { expect, test } from 'vitest';
import { dayOf, isDate, isoOf, weekdayOf } from '../../src/domain/time/calendar.ts';
import { readWhen } from '../../src/domain/time/parse-when.ts';

/** Tuesday, 24 November 2026, eight in the morning in Jakarta. */
const NOW = Date.parse('2026-11-24T08:00:00+07:00');

test.each([
  ['kemarin sore', '2026-11-23'],
  ['Tadi malam jam 9', '2026-11-23'],
  ['semalam', '2026-11-23'],
  ['kemarin lusa', '2026-11-22'],
  ['tadi pagi', '2026-11-24'],
  ['barusan', '2026-11-24'],
  ['3 hari lalu', '2026-11-21'],
  ['dua hari yang lalu', '2026-11-22'],
  ['seminggu lalu', '2026-11-17'],
  ['Senin', '2026-11-23'],
  ['hari Selasa lalu', '2026-11-17'],
  ['Jumat sore', '2026-11-20'],
  ['12 November', '2026-11-12'],
  ['12 nov 2025', '2025-11-12'],
  ['tanggal 30', '2026-10-30'],
  ['30 Desember', '2025-12-30'],
  ['22/11/2026 jam 10', '2026-11-22'],
  ['5-8', '2026-08-05'],
  ['2026-11-01', '2026-11-01'],
  ['1 Agustus', '2026-08-01'],
  ['17 Mei', '2026-05-17'],
  ['yesterday afternoon', '2026-11-23'],
  ['November 12', '2026-11-12'],
  ['two days ago', '2026-11-22'],
  ['last Monday', '2026-11-23'],
])('%s is %s', (text, day) => {
  expect(readWhen(text, { now: NOW, zone: 'WIB' })).toBe(day);
});

test.each(['dulu sekali', '31 Februari', 'jam 15.30', '', '25 November 2026', 'besok', '99/99'])(
  '"%s" names no day that is over',
  (text) => {
    expect(readWhen(text, { now: NOW, zone: 'WIB' })).toBeUndefined();
  },
);

test('today is the day where it happened', () => {
  const late = Date.parse('2026-11-24T22:30:00+07:00');
  expect(readWhen('hari ini', { now: late, zone: 'WIB' })).toBe('2026-11-24');
  expect(readWhen('hari ini', { now: late, zone: 'WIT' })).toBe('2026-11-25');
});

test('days are those of the calendar, leap years and all', () => {
  for (let day = dayOf('1999-12-01'); day < dayOf('2032-03-02'); day += 1) {
    const date = new Date(day * 86_400_000);
    expect(isoOf(day)).toBe(date.toISOString().slice(0, 10));
    expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7);
    expect(dayOf(isoOf(day))).toBe(day);
  }
  expect(isDate('2028-02-29')).toBe(true);
  expect(isDate('2026-02-29')).toBe(false);
});

test.each([
  ['22/11/25', '2025-11-22'],
  ['5/8/2025', '2025-08-05'],
  ['5.8.2025', '2025-08-05'],
  ['24 November', '2026-11-24'],
  ['24/11', '2026-11-24'],
  ['25 November', '2025-11-25'],
  ['tanggal 24', '2026-11-24'],
  ['tgl. 25', '2026-10-25'],
  ['1 Oktober', '2026-10-01'],
  ['3 Oct 2026', '2026-10-03'],
  ['August 3', '2026-08-03'],
  ['kemarin   lusa', '2026-11-22'],
  ['  tiga  minggu lalu', '2026-11-03'],
  ['2 bulan lalu', '2026-09-25'],
  ['10 hari lalu', '2026-11-14'],
  ['kemarin jam 9.30', '2026-11-23'],
  ['tadi pukul 10:15', '2026-11-24'],
  ['semalam pkl.23.10', '2026-11-23'],
])('%s is the day %s', (text, day) => {
  expect(readWhen(text, { now: NOW, zone: 'WIB' })).toBe(day);
});

test.each(['jam 9.30', 'jam9.30', 'pukul 10:15', 'pkl. 5.11', '24 November 2027', '1.2:3'])(
  '"%s" is a time of day, or still to come',
  (text) => {
    expect(readWhen(text, { now: NOW, zone: 'WIB' })).toBeUndefined();
  },
);
