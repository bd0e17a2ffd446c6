import { expect, test } from 'vitest';
import { readAnswer } from '../../src/domain/cases/saved-answer.ts';
import { MORNING } from '../support/stage.ts';

test.each([
  ['kami di kota Bandung', 'Jawa Barat'],
  ['Papua Barat Daya', 'Papua Barat Daya'],
  ['di mana-mana', undefined],
])('the province in "%s" is %s', (text, province) => {
  expect(readAnswer('province', text, MORNING)).toBe(province);
});

test.each([
  ['20 November 2026', '2026-11-20'],
  ['1 Januari 1900', '1900-01-01'],
  ['31 Desember 1899', undefined],
  ['1 Januari 2400', undefined],
  ['besok', undefined],
  ['31 Februari', undefined],
])('the day in "%s" is %s', (text, day) => {
  expect(readAnswer('date', text, MORNING)).toBe(day);
});
