import { expect, test } from 'vitest';
import {
  type Evidence,
  hasDebunkMark,
  isDebunk,
  noEvidence,
} from '../../src/domain/messages/evidence.ts';

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

/** A file with these words in it. */
function aFile(kind: Evidence['kind'], text: string, stamp?: string): Evidence {
  const texts = [{ source: 'picture' as const, text }];
  return { kind, texts, asked: {}, kept: {}, ...(stamp && { stamp }) };
}

test('a picture is a fact-check by its stamp or its words, and no other file is', () => {
  const debunk = '[SALAH] Semua bank tutup sebulan';
  expect(isDebunk(aFile('picture', debunk))).toBe(true);
  expect(isDebunk(aFile('picture', 'Semua bank tutup', 'HOAX'))).toBe(true);
  expect(isDebunk(aFile('picture', 'Semua bank tutup'))).toBe(false);
  for (const kind of ['document', 'film', 'sound', 'other'] as const) {
    expect([kind, isDebunk(aFile(kind, debunk, 'HOAX'))]).toEqual([kind, false]);
  }
  expect(noEvidence('unreadable')).toEqual({
    kind: 'other',
    texts: [],
    asked: {},
    kept: {},
    problem: 'unreadable',
  });
});
