import { expect, test } from 'vitest';
import { neutralTitle } from '../../src/services/actions/tell-related.ts';

test.each([
  ['[SALAH] Minyak jelantah bisa jadi obat batuk', 'Minyak jelantah bisa jadi obat batuk'],
  ['(HOAKS) Sekolah libur sebulan', 'Sekolah libur sebulan'],
  ['CEK FAKTA: “Jembatan Suramadu ditutup besok”', 'Jembatan Suramadu ditutup besok'],
  ['Hoax! Pasar Senen tutup', 'Pasar Senen tutup'],
  ['Salah satu menara pasar roboh', 'Salah satu menara pasar roboh'],
])('%s loses its stamp', (title, bare) => {
  expect(neutralTitle(title)).toBe(bare);
});

test.each([
  '[SALAH]',
  'Sekolah libur sebulan, polisi pastikan hoaks',
  'Kabar sekolah libur sebulan tidak benar',
  'Benarkah sekolah libur sebulan?',
  'Uang palsu beredar di pasar',
  'Bupati bantah sekolah libur sebulan',
  'Klarifikasi dinas soal libur sebulan',
  'Penipuan berkedok undian bank',
  'Fact check: schools closed for a month',
])('%s reads as a verdict and is not shown', (title) => {
  expect(neutralTitle(title)).toBeUndefined();
});
