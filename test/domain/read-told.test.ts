import { expect, test } from 'vitest';
import {
  readDetails,
  readOccasion,
  readReporter,
  readStory,
} from '../../src/domain/reports/read-told.ts';
import { newReport } from '../../src/domain/reports/report.ts';

const NOW = Date.parse('2026-11-24T08:00:00+07:00');
const breach = newReport('L1', 'election-breach', NOW);
const scam = newReport('L2', 'scam', NOW);

test('a story tells the day, the place, and that the citizen saw it', () => {
  const text = 'Timses bagi sembako kemarin sore di balai desa, Kupang. Sy lihat sendiri';
  expect(readStory(breach, text, NOW)).toMatchObject({
    account: text,
    when: { day: '2026-11-23' },
    known: { day: '2026-11-23' },
    place: 'balai desa, Kupang',
    province: 'Nusa Tenggara Timur',
    isOfVote: true,
  });
});

test('the day it was known is told apart from the day it happened', () => {
  const read = readOccasion(breach, '1 November di Kupang, baru tahu kemarin', NOW);
  expect([read.when?.day, read.known?.day]).toEqual(['2026-11-01', '2026-11-23']);
});

test('what names neither day nor place adds nothing', () => {
  expect(readOccasion(breach, 'wah lupa', NOW)).toEqual(breach);
});

test('one answer tells who did it, who saw it, the link and the proof', () => {
  const text = 'ketua timses, 5 orang lihat, ada videonya https://video.example/a';
  expect(readDetails(breach, text, NOW)).toMatchObject({
    suspect: 'ketua timses',
    witnesses: '5 orang',
    link: 'https://video.example/a',
    evidence: [{ kind: 'text' }],
  });
});

test.each([
  ['kemarin, nomornya 0812 3456 7890', 'nomornya 0812 3456 7890'],
  ['wa nya +62 812 345 678 ngaku kurir', 'wa nya +62 812 345 678 ngaku kurir'],
  ['rekeningnya 1234567890 BCA an Budi Karto', 'rekeningnya 1234567890 BCA an Budi Karto'],
  ['Rek BRI 1234-01-567890-50-1 a.n. Budi. Saya rugi', 'Rek BRI 1234-01-567890-50-1 a.n. Budi'],
  [
    'Saya klik bit.ly/hadiah-contoh lalu saldo habis',
    'Saya klik bit.ly/hadiah-contoh lalu saldo habis',
  ],
  ['yang nelepon saya 081234567890', 'yang nelepon saya 081234567890'],
])('whatever was asked, %j keeps what a scam was done with', (text, link) => {
  expect([readStory(scam, text, NOW).link, readOccasion(scam, text, NOW).link]).toEqual([
    link,
    link,
  ]);
});

test.each([
  'kemarin jam 09.30, rugi 2.000.000',
  'nomor saya 0812 3456 7890',
  'Rekeningku 1234567890 dikuras 12 November 2026',
  'NIK saya 3171234567890123',
])('%j names no number of a scam', (text) => {
  expect(readOccasion(scam, text, NOW).link).toBeUndefined();
});

test('what was told before stays beside the answer, once', () => {
  const before = readOccasion(scam, 'nomornya 0812 3456 7890', NOW);
  expect(readOccasion(before, 'tadi, nomornya 0812 3456 7890', NOW).link).toBe(before.link);
  expect(readDetails(before, 'ada buktinya', NOW).link).toBe(before.link);
  const both = `${before.link}, rekening 1234567890`;
  expect(readDetails(before, 'rekening 1234567890', NOW).link).toBe(both);
});

test('other reports keep no numbers from their stories', () => {
  expect(readStory(breach, 'kata 0812 3456 7890 dibagi uang', NOW).link).toBeUndefined();
});

test.each([
  ['Sitti Contoh, Jalan Contoh 1 Makassar', 'Sitti Contoh', 'Jalan Contoh 1 Makassar', undefined],
  ['made contoh jl contoh 5 denpasar', 'made contoh', 'jl contoh 5 denpasar', undefined],
  ['nama saya Budi Contoh\nalamat: Desa Contoh', 'Budi Contoh', 'Desa Contoh', undefined],
  ['Ani Contoh, 081200001111', 'Ani Contoh', undefined, '081200001111'],
])('%j names who reports', (text, name, address, phone) => {
  expect(readReporter(text)).toEqual({
    name,
    ...(address && { address }),
    ...(phone && { phone }),
  });
});

test.each([
  'ya',
  'iya boleh',
  'gak mau',
  'nanti aja deh',
  'buat apa?',
  'tdk usah',
  'takut ah',
  '1',
])('%j is nobody, and no consent to be named', (text) => {
  expect(readReporter(text)).toBeUndefined();
});
