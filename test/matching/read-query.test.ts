import { expect, test } from 'vitest';
import type { Piece } from '../../src/matching/match.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { readQuery } from '../../src/matching/read-query.ts';

const library = new MatchIndex();
const OFTEN = [
  'bank',
  'tutup',
  'ganjar',
  'prabowo',
  'dan',
  'ayam',
  'kaca',
  'mata',
  'mati',
  '500',
  '2024',
];
const ONCE = ['nasabah lama', 'nasabah pertama', 'tebu', 'ikan', 'brilian', 'kacamata', 'lumut'];
/** One misread letter from each other, and words too short or too long to be corrected. */
const ALIKE = ['kali', 'kail', 'ai', 'dipertanggungjawabkannya', 'mempertanggungjawabkannya'];
for (const word of OFTEN)
  for (const n of [1, 2, 3]) library.put({ id: `${word}${n}`, title: `${word} q`, narratives: [] });
for (const title of [...ONCE, ...ALIKE]) library.put({ id: title, title, narratives: [] });

const textsOf = (text: string, source?: Piece['source']) =>
  readQuery(library, { text, source })
    .map((word) => word.text)
    .join(' ');

test.each([
  ['prabowoganjar', 'prabowo ganjar'],
  ['banktutup', 'bank tutup'],
  ['ayamdan', 'ayam dan'],
  ['ayamtebu', 'ayamtebu'],
  ['nasabahpertama', 'nasabahpertama'],
  ['bankqxv', 'bankqxv'],
  ['banktutupan', 'banktutupan'],
  ['danayam', 'dan ayam'],
  ['dandan', 'dandan'],
  ['kacamata', 'kacamata'],
  ['kacamati', 'kacamati'],
  ['2024500', '2024500'],
])('joined words that were typed, of which each is in several fact-checks: %s', (text, read) => {
  expect(textsOf(text)).toBe(read);
});

test.each([
  ['nasabahpertama', 'nasabah pertama'],
  ['bankditutup', 'bank ditutup'],
  ['banktutupbank', 'bank tutup bank'],
  ['ayamikan', 'ayamikan'],
  ['tutupqxvw', 'tutupqxvw'],
  ['nasabah', 'nasabah'],
  ['nasahah', 'nasahah'],
  ['nasabahpertarna', 'nasabahpertarna'],
  ['pertarna', 'pertama'],
  ['qx', 'qx'],
  ['lkan', 'ikan'],
  ['kali', 'kali'],
  ['al', 'al'],
  ['dlpertanggungjawabkannya', 'dipertanggungjawabkannya'],
  ['mernpertanggungjawabkannya', 'mernpertanggungjawabkannya'],
  ['ayamdan', 'ayam dan'],
  ['banklumut', 'bank lumut'],
  ['banktebui', 'banktebui'],
  ['tutupqq', 'tutupqq'],
  ['kacamati', 'kacamati'],
  ['2024500', '2024500'],
  ['bank'.repeat(20), Array(15).fill('bank').join(' ')],
])('a word of a picture is read as the fewest known words: %s', (text, read) => {
  expect(textsOf(text, 'picture')).toBe(read);
});

test.each([
  ['5OO.OOO', '500000'],
  ['2O24', '2024'],
  ['1l.5OO', '11500'],
  ['Rp5O.OOO', '50000'],
])('letters in the number %s of a picture are read as digits, and doubted', (text, read) => {
  const words = readQuery(library, { text, source: 'picture' });
  const found = words.find((word) => word.text === read);
  expect([found?.text, found?.unsure]).toEqual([read, true]);
});

test('a number of a picture that has only digits is not doubted', () => {
  const words = readQuery(library, { text: 'Bank tutup Rp50.000 2024', source: 'picture' });
  expect(words.filter((word) => word.unsure)).toEqual([]);
});

test('a word that was doubted is doubted in any spelling, and no other one is', () => {
  const doubts = (unsure: string[]) =>
    readQuery(library, { text: 'Bank tutup Rp600.000 besok', source: 'speech', unsure })
      .filter((word) => word.unsure)
      .map((word) => word.text);
  expect(doubts([])).toEqual([]);
  expect(doubts(['BANK'])).toEqual(['bank']);
  expect(doubts(['600000'])).toEqual(['600000']);
  expect(doubts(['Rp600.000'])).toEqual(['600000']);
  expect(doubts(['ban'])).toEqual([]);
  expect(doubts(['6', '60', '6123450'])).toEqual([]);
});
