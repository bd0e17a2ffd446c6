import { expect, test } from 'vitest';
import { normalise } from '../../src/matching/normalise.ts';
import { formatNumber, isNumeral, readNumeral } from '../../src/matching/numeral.ts';

test.each([
  ['007', ['7']],
  ['0', ['0']],
  ['000123', ['123']],
  ['0812345678', ['0812345678']],
  ['1.000', ['1000']],
  ['1,000', ['1000']],
  ['1.000.000', ['1000000']],
  ['1.000.000,5', ['1000000.5']],
  ['1,000,000.5', ['1000000.5']],
  ['12,5', ['12.5']],
  ['12.50', ['12.5']],
  ['1.2345', ['1.23']],
  ['0,125', ['0.13']],
  ['15.04.2024', ['15', '4', '2024']],
  ['1000.000', ['1000', '0']],
  ['01.000', ['1', '0']],
  ['9.99.999', ['9', '99', '999']],
  ['1..2', ['1', '2']],
  ['3,', ['3']],
])('the numeral %s is read as %j', (written, read) => {
  expect(readNumeral(written)).toEqual(read);
});

test('a number has two decimals at most, and a word is one by its first sign', () => {
  expect([2.5, 3, 0.1 + 0.2, 12.345].map(formatNumber)).toEqual(['2.5', '3', '0.3', '12.35']);
  expect(['0', '9', '1a', 'a1', '/', ':', ''].map(isNumeral)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test.each([
  ['12 M', '12000000000'],
  ['rugi 2,5 M', 'rugi 2500000000'],
  ['12 m', '12 m'],
  ['12 T', '12000000000000'],
  ['3 k', '3000'],
  ['50rb', '50000'],
  ['Rp1,5jt', '1500000'],
  ['Rp.50.000,-', '50000'],
  ['50 ribu rupiah', '50000'],
  ['lima ratus juta rupiah', '500000000'],
  ['seribu', '1000'],
  ['sejuta', '1000000'],
  ['seratus', '100'],
  ['seratus ribu', '100000'],
  ['seratus dua puluh lima ribu', '125000'],
  ['sepuluh', '10'],
  ['sebelas ribu', '11000'],
  ['empat belas', '14'],
  ['dua puluh satu', '21'],
  ['dua puluh sepuluh', '20 10'],
  ['enam tujuh delapan sembilan', '6 7 8 9'],
  ['dua ratus lima', '205'],
  ['tiga ratus ribu lima puluh', '300050'],
  ['dua ribu dua puluh enam', '2026'],
  ['delapan ratus sembilan puluh tujuh ribu enam ratus lima puluh empat', '897654'],
  ['2 juta 500 ribu', '2500000'],
  ['1 miliar 200 juta 300 ribu', '1200300000'],
  ['satu juta dua ratus ribu', '1200000'],
  ['setengah juta', '500000'],
  ['dua setengah juta', '2500000'],
  ['nol', '0'],
])('the amount “%s” is %s', (written, read) => {
  expect(normalise(written)).toBe(read);
});

test.each([
  ['setengah hati', 'setengah hati'],
  ['satu orang', 'satu orang'],
  ['seribu satu malam', '1000 satu malam'],
  ['2 juta 500', '2000000 500'],
  ['5 juta 5', '5000000 5'],
  ['100 ribu 5 juta', '100000 5000000'],
  ['satu juta tiga juta', '1000000 3000000'],
  ['9 triliun ribu', '9000000000000 ribu'],
  ['123456789012345 ribu', '123456789012345 ribu'],
  ['9999999999999999', '9999999999999999'],
])('“%s” is not joined into one amount: %s', (written, read) => {
  expect(normalise(written)).toBe(read);
});

test.each([
  ['sebulan', '1 bulan'],
  ['satu bulan', '1 bulan'],
  ['seminggu', '1 minggu'],
  ['setahun', '1 tahun'],
  ['satu hari', '1 hari'],
  ['sehari', '1 hari'],
  ['sehari-hari', 'sehari hari'],
])('the span “%s” is %s', (written, read) => {
  expect(normalise(written)).toBe(read);
});
