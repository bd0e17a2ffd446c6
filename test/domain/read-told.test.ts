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

test.each([
  'rekening saya BCA 1234567890 dibobol kemarin',
  'rekening mandiri saya 1230009876543 terkuras habis',
  'rek saya di BCA 1234567890',
  'hp saya adalah 081234567890',
  'no rek BNI saya: 0123456789, uangnya sudah hilang',
  'Rekening saya di bank BRI 002301012345678',
  'BCA saya 1234567890 kosong',
  'rekening saya 1234567890 BCA',
  'no. hp saya itu 0812-3456-7890',
  'rekening milik saya di Bank Jatim 0012345678',
  'my BCA account is 1234567890',
  'gopay saya nomor 081234567890 dikuras',
  'uang di tabungan BSI saya 7123456789 raib semua',
  'norek saya yaitu BTN 0001234567890',
])('%j tells only of an account of the citizen', (text) => {
  expect(readStory(scam, text, NOW).link).toBeUndefined();
  expect(readDetails(scam, text, NOW).link ?? '').not.toMatch(/\d{3}/);
});

test.each([
  ['rekening saya dikuras ke 1234567890', ['1234567890'], []],
  ['dari rekening saya BCA 1112223334 ke rekening BRI 5556667778', ['5556667778'], ['1112223334']],
  ['yang wa saya 081234567890 ngaku dari bank', ['081234567890'], []],
  ['nomor saya 0812 3456 7890. Dia pakai rekening 9876543210', ['9876543210'], ['3456']],
  ['saya disuruh transfer ke mandiri 1230009876543', ['1230009876543'], []],
  ['hp saya dihubungi 081298765432', ['081298765432'], []],
  ['yang nelpon hp saya 081298765432', ['081298765432'], []],
  ['dia telpon wa saya 081298765432', ['081298765432'], []],
  ['tolong hubungi hp saya 081234567890', [], ['081234567890']],
  ['dia minta nomor saya 081234567890', [], ['081234567890']],
  ['nomor wa aku 0857 1234 5678, dia telpon dari 0813 9999 8888', ['9999'], ['1234']],
  [
    'uang di rekening BNI saya 0123456789 masuk ke DANA 081355556666',
    ['081355556666'],
    ['0123456789'],
  ],
  ['rekening saya diblokir, disuruh hubungi 08001234567', ['08001234567'], []],
  ['saldo BCA saya pindah ke 9876543210 an Budi', ['9876543210'], []],
  [
    'rekening penipunya BCA 1234567890, rekening saya BNI 9876543210',
    ['1234567890'],
    ['9876543210'],
  ],
])('%j tells whose number is whose', (text, kept, left) => {
  const link = readStory(scam, text, NOW).link ?? '';
  for (const number of kept) expect(link).toContain(number);
  for (const number of left) expect(link).not.toContain(number);
});

const TOLD = readStory(scam, 'sudah transfer 1,5 juta ke rek BRI 002301012345678 kemarin', NOW);

test.each([
  'Akunnya @toko_murah di Instagram, namanya Budi Santoso',
  'Nama tokonya Murah Jaya di Shopee',
  'nama grup telegramnya Cuan Harian',
  'pakai facebook Sari Olshop',
  'tokonya di Tokopedia namanya Elektronik Hemat',
  'ngakunya CS bank, fotonya ada',
])('the answer %j stays beside what the story told', (text) => {
  expect(readDetails(TOLD, text, NOW).link).toBe(`${TOLD.link}, ${text}`);
});

test.each([
  'tidak tahu',
  'sudah itu saja',
  'ini bukti transfernya kak',
  'gak ada lagi min',
  'sudah saya sebut tadi nomornya',
  'BRI 002301012345678',
  'rekening saya BCA 1234567890',
  'cuma ada screenshot chatnya',
  'saya tidak punya buktinya',
  'maaf sudah saya hapus semua chatnya',
  'kurang tau juga kak, cuma segitu',
])('the answer %j adds nothing to what the story told', (text) => {
  expect(readDetails(TOLD, text, NOW).link).toBe(TOLD.link);
});

test('a number that was told before is not listed twice', () => {
  const { link } = readDetails(TOLD, 'rek BRI 0023-0101-2345-678 atas nama Budi Santoso', NOW);
  expect(link).toMatch(/^[^0]*002301012345678[^0]*atas nama Budi Santoso$/);
});

test.each(['situsnya https://toko.example/promo', 'akunnya @toko_murah'])(
  '%j is listed once',
  (text) => {
    const before = readDetails(scam, text, NOW);
    expect(readDetails(before, `ya ${text}, itu saja`, NOW).link).toBe(before.link);
  },
);

test('an identity number is kept in no field of a report, whatever it is reported for', () => {
  const told = 'akunnya @toko_murah, NIK pelaku 3171234567890123, rek BRI 002301012345678';
  for (const draft of [scam, breach]) {
    const read = [readStory(draft, told, NOW), readDetails(draft, told, NOW)];
    expect(JSON.stringify(read)).not.toContain('3171234567890123');
  }
  expect(readDetails(scam, told, NOW).link).toContain('002301012345678');
});

test('no more proof is noted than a report can hold', () => {
  const evidence = Array(10).fill({ kind: 'image', receivedAt: NOW });
  const full = { ...breach, evidence };
  expect(readDetails(full, 'ada fotonya', NOW).evidence).toEqual(evidence);
  const left = { ...breach, evidence: evidence.slice(1) };
  expect(readDetails(left, 'ada fotonya', NOW).evidence).toHaveLength(10);
});

test('an address that is told at one question and again at the next stands once', () => {
  const first = 'kemarin, linknya https://contoh.example/akun';
  const told = readOccasion(breach, first, NOW);
  const again = readDetails(told, 'https://contoh.example/akun dan @akunpalsu, ada fotonya', NOW);
  expect(again.link?.split('contoh.example')).toHaveLength(2);
  expect(again.link).toContain('@akunpalsu');
});
