import { expect, test } from 'vitest';
import { readWords } from '../../src/matching/read-words.ts';
import { isFigure, isOffer, isSpan, readThings } from '../../src/matching/things.ts';

test.each([
  ['enam hari', 'number 6 hari', 'a span'],
  ['6 hari', 'number 6 hari', 'a span'],
  ['seminggu', 'number 1 minggu', 'a span'],
  ['2 kali', 'number 2 kali'],
  ['17 kambing', 'number 17', '', 'other kambing'],
  ['500 juta', 'number 500000000'],
  ['Rp1,5 juta', 'number 1500000'],
  ['100.000.000', 'number 100000000'],
  ['pasal 7 ayat 3', 'number 7', '', 'number 3'],
  ['3 Maret', 'date 3 maret'],
  ['3 Maret 2024', 'date 3 maret', '', 'date 2024'],
  ['tahun 1999', 'date 1999'],
  ['1899', 'number 1899'],
  ['2150', 'number 2150'],
  ['dua ribu dua puluh enam', 'number 2026'],
  ['pukul 8'],
  ['8 malam'],
  ['35 suka'],
  ['87% baterai'],
  ['9 jam 30 menit'],
  ['7 8 9'],
  ['hubungi 081233445566'],
  ['bulan depan'],
  ['China Beijing', 'place china beijing'],
  ['beijing lalu china', 'place china beijing', '', 'place china beijing'],
  ['presiden jokowi', 'other presiden', '', 'name jokowi'],
])('“%s” names %s', (text, ...named) => {
  const things = readThings(readWords(text)).map((thing) => [
    `${thing.type} ${thing.key}`,
    isSpan(thing) ? 'a span' : '',
  ]);
  expect(things.flat()).toEqual([...named, ...(named.length % 2 === 1 ? [''] : [])]);
});

test.each([
  ['asam lambung akut', 'other', 0, 2, true],
  ['penderita gula darah tinggi', 'other', 1, 3, true],
  ['membawa kartu keluarga', 'other', 1, 3, undefined],
  ['kartu merah', undefined],
  ['ke china beijing besok', 'place', 1, 3, undefined],
])('“%s” is read to the end of its name', (text, type, from?, to?, topic?) => {
  const [thing] = readThings(readWords(`${text}`));
  expect([thing?.type, thing?.from, thing?.to, thing?.topic]).toEqual([type, from, to, topic]);
});

test('illnesses tell more than amounts, and only amounts, counts and dates are figures', () => {
  const things = readThings(readWords('campak di Bali pada 3 Maret menimpa 500 anak'));
  expect(things.map(({ key }) => key)).toEqual(['campak', 'bali', '3 maret', '500 anak']);
  expect(things.map(isFigure)).toEqual([false, false, true, true]);
  const ranks = things.map(({ rank }) => rank);
  expect(ranks[0]).toBe(0);
  expect(ranks.slice(0, 2).every((rank) => rank < (ranks[2] ?? 0))).toBe(true);
  expect(things.map(({ from, to }) => [from, to])).toEqual([
    [0, 1],
    [2, 3],
    [4, 6],
    [7, 9],
  ]);
});

test.each([
  ['klik tautan ini', true],
  ['hubungi pak lurah', true],
  ['0812-3344-5566', false],
  ['081233445566', true],
  ['12345678', true],
  ['12345670', true],
  ['81000001234', true],
  ['1234567', false],
  ['senilai 500000000 rupiah', false],
  ['sawah dibakar', false],
])('“%s” offers something: %s', (text, offers) => {
  expect(isOffer(readWords(text))).toBe(offers);
});

test('of a text that only lists things the first forty are read', () => {
  const list = Array.from({ length: 60 }, (_, n) => `${n + 1} ekor`).join(' lalu ');
  expect(readThings(readWords(list))).toHaveLength(40);
});
