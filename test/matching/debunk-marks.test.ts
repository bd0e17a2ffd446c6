import { expect, test } from 'vitest';
import { hasDebunkMark } from '../../src/domain/messages/evidence.ts';

test.each([
  'TurnBackHoax.ID\nBank tutup sebulan',
  '[SALAH] Semua bank tutup sebulan',
  'HOAX\nSemua bank tutup sebulan',
  'CEK FAKTA Semua bank tutup sebulan',
  'Cek Fakta: bank tutup sebulan',
  'Ragu? Teruskan pesannya ke WhatsApp 0811',
])('a fact-check says that it is one: %s', (text) => {
  expect(hasDebunkMark(text)).toBe(true);
});

test.each([
  'Semua bank tutup sebulan',
  'Tolong cek fakta ini dong, hoaks atau bukan?',
  'INI BUKAN [HOAX] sebarkan',
  'CEK FAKTA: 100% BENAR, semua bank tutup',
  'Salah satu bank tutup, jangan salah paham',
])('what says so of itself, or asks, is none: %s', (text) => {
  expect(hasDebunkMark(text)).toBe(false);
});
