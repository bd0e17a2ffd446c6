import { expect, test } from 'vitest';
import { isAside, putRight } from '../../src/domain/reports/put-right.ts';
import { clockOf, newReport, type Report } from '../../src/domain/reports/report.ts';

const NOW = Date.parse('2026-11-24T08:00:00+07:00');
const TODAY = { day: '2026-11-24', said: 'tadi pagi' };
const told: Report = {
  ...newReport('L1', 'election-breach', NOW),
  ...{ when: TODAY, known: TODAY, place: 'Pasar Contoh', province: 'Bali' },
};

test.for([
  ['eh salah, maksud saya kemarin', '2026-11-23'],
  ['ralat: 20 November', '2026-11-20'],
  ['bukan tadi pagi tapi kemarin', '2026-11-23'],
] as const)('after "%s" the deadline counts from %s', ([text, day]) => {
  const righted = putRight(told, text, NOW);
  expect(righted?.when?.day).toBe(day);
  expect(righted).toMatchObject({ place: 'Pasar Contoh', province: 'Bali' });
  const days = (Date.parse(TODAY.day) - Date.parse(day)) / 86_400_000;
  expect(righted && clockOf(righted).day).toBe(clockOf(told).day - days);
});

test('a day on which it was known is put right, too', () => {
  const righted = putRight(told, 'ralat, kemarin dan baru tahu hari ini', NOW);
  expect([righted?.when?.day, righted?.known?.day]).toEqual(['2026-11-23', '2026-11-24']);
});

test('a place is put right, and the day stays', () => {
  const righted = putRight(told, 'ralat, di Kupang', NOW);
  expect(righted).toMatchObject({ when: TODAY, known: TODAY, place: 'Kupang' });
  expect(righted?.province).toBe('Nusa Tenggara Timur');
});

test.for(['kemarin', 'di Kupang', 'maksudnya gimana', 'ralat', 'salah orang', ''])(
  '"%s" puts nothing right',
  (text) => {
    expect(putRight(told, text, NOW)).toBeUndefined();
  },
);

test.for([
  ['sebentar ya', true],
  ['nanti saya kirim', true],
  ['ini buat apa?', true],
  ['kirimnya ke mana', true],
  ['apa 081234567890?', false],
  ['akun @contoh ya?', false],
  ['contoh.example?', false],
  ['ada foto dan dua saksi', false],
] as const)('whether "%s" only asks or puts off: %s', ([text, isOne]) => {
  expect(isAside(text)).toBe(isOne);
});
