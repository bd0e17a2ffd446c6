import { expect, test } from 'vitest';
import { truthOf } from '../../../src/domain/fact-checks/verdicts.ts';
import { createMatcher } from '../../../src/matching/matcher.ts';
import { readWords } from '../../../src/matching/read-words.ts';
import { isAppeal, isPitch, rotatingParts } from '../../../src/matching/rotating-parts.ts';

const OFFER =
  'Koperasi Melati membuka pinjaman dana tunai tanpa jaminan untuk petani dan nelayan, segera';
const scamBy = (contact: string) => `${OFFER} hubungi ${contact} lewat pesan lalu isi formulir`;
const signedBy = (contact: string) => `${OFFER} isi formulir lewat pesan, hubungi ${contact}`;

/** What a scam with a contact leads to where the store knows it with another one. */
function meet(known: string, sent: string, scam = scamBy): string {
  const document = { id: 'own', title: 'Pinjaman Koperasi Melati', narratives: [scam(known)] };
  const matcher = createMatcher([{ ...document, verdict: 'penipuan' }], { truthOf });
  const { tier, matches } = matcher.match({ text: scam(sent) });
  return [tier, ...(matches[0]?.rotated ?? [])].join(' ');
}

test.each([
  ['another given name', 'Ibu Rina', 'Ibu Wulan', 'answer name'],
  ['the same one', 'Ibu Rina', 'Ibu Rina', 'answer'],
  ['a well-known one', 'Ibu Rina', 'Ibu Megawati', 'confirm'],
  [
    'another given name before the same family name',
    'Ibu Megawati Amelia',
    'Ibu Wulan Amelia',
    'answer name',
  ],
  ['an office', 'Ibu Rina', 'Ibu gubernur', 'confirm'],
  ['another number', '081234567890', '081399887766', 'answer phone'],
  ['a number in groups', '081234567890', '0813 9988 7766', 'answer phone'],
  [
    'another number and a name',
    'Ibu Rina 081234567890',
    'Ibu Wulan 081399887766',
    'answer name phone',
  ],
])('a scam with %s as its contact', (_, known, sent, met) => {
  expect(meet(known, sent).split(' ').toSorted()).toEqual(met.split(' ').toSorted());
});

const written = (text: string, kind: string) => {
  const words = readWords(text);
  return [...rotatingParts(words)].flatMap(([at, part]) =>
    part === kind ? [words[at]?.written ?? ''] : [],
  );
};

test.each([
  ['hubungi 0812345678 ya', ['0812345678']],
  ['hubungi 62812345678 ya', ['62812345678']],
  ['hubungi 08123456 ya', []],
  ['hubungi 0712345678 ya', []],
  ['hubungi 08123456789012345 ya', []],
  ['hubungi 0812 345 678 ya', ['0812', '345', '678']],
  ['hubungi 0812 345 ya', []],
  ['hubungi 0812 3456 7890 1234 5678 ya', ['0812', '3456', '7890', '1234']],
  ['hubungi 812345678 ya', ['812345678']],
  ['hubungi 81234567 ya', []],
  ['hubungi 0812 345 67 ya', ['0812', '345', '67']],
  ['hubungi 0812 345 6 ya', []],
  ['hubungi 0812 34567 890 ya', ['0812', '34567', '890']],
  ['hubungi 62 812 3456 7890 123 ya', ['62', '812', '3456', '7890', '123']],
  ['hubungi 62 812 3456 7890 1234 ya', ['62', '812', '3456', '7890']],
  ['hubungi 0812 3456 7890 081399887766', ['0812', '3456', '7890', '081399887766']],
])('the telephone numbers of "%s"', (text, phones) => {
  expect(written(text, 'phone')).toEqual(phones);
});

test.each([
  ['Ibu Wulan Amelia', ['Wulan', 'Amelia']],
  ['Ibu lurah Wulan', []],
  ['pedagang Rina Wulan', []],
  ['pedagang Rina lalu Ibu', []],
  ['lewat 0812345678 Wulan', ['Wulan']],
  ['lewat 1234 Wulan', ['Wulan']],
  ['lewat 120 Wulan', []],
])('the names of contacts in "%s"', (contact, names) => {
  expect(written(`${OFFER} isi formulir lewat pesan ${contact}`, 'name')).toEqual(names);
});

const LONG = 'warga desa kami berkumpul bersama di balai sejak pagi buta tadi';

test.each([
  [`hadiah ${LONG} hubungi`, true],
  [`hadiah undian promo ${LONG}`, true],
  [`hadiah undian ${LONG} lagi`, false],
  [`${LONG} sekali hubungi`, false],
  ['hadiah menarik hubungi kami', false],
  [`bayar 5000 ${LONG}`, true],
  [`bayar 2024 ${LONG}`, false],
  [`bayar 1000 ${LONG}`, true],
  [`bayar 999 ${LONG}`, false],
  [`bayar 1500 ${LONG}`, true],
  [`bayar 1899 ${LONG}`, true],
  [`bayar 1900 ${LONG}`, false],
  [`bayar 2100 ${LONG}`, true],
  [`hadiah ${LONG.replace(' tadi', '')} hubungi`, true],
  [`hadiah ${LONG.replace(' buta tadi', '')} hubungi`, false],
])('whether "%s" is a pitch: %s', (text, is) => {
  expect(isPitch(readWords(text))).toBe(is);
});

test.each([
  ['hadiah menarik', true],
  ['klik di sini', true],
  ['nomor wa sekda palsu', false],
  ['jembatan roboh', false],
  [`${LONG} sekali ini`, true],
])('whether "%s" appeals to its reader: %s', (text, is) => {
  expect(isAppeal(readWords(text))).toBe(is);
});

test.each([
  ['under another title', 'Ibu Rina', 'Pak Andri'],
  ['with another name in front', 'Ibu Rina Amelia', 'Ibu Wulan Andriani'],
  ['for two', 'Ibu Rina', 'Ibu Wulan Amelia'],
  ['for one of two', 'Ibu Rina Amelia', 'Ibu Wulan'],
  ['in another place', 'Ibu Rina di kandang', 'Ibu Wulan di sawah'],
])('another given name %s is no contact of the same scam', (_, known, sent) => {
  expect(meet(known, sent)).not.toContain('name');
});

test('a scam that ends with its contact is the same with another one, unless that is well known', () => {
  expect(meet('Ibu Rina', 'Ibu Wulan', signedBy)).toBe('answer name');
  expect(meet('Ibu Rina', 'Ibu Wulan ya', signedBy)).toBe('answer name');
  expect(meet('Ibu Megawati', 'Ibu Wulan', signedBy)).toBe('confirm');
  expect(meet('Ibu Rina', 'Ibu Susi', signedBy)).toBe('confirm');
});

test.each([
  ['beside another telephone number', '081234567890', '081399887766 24'],
  ['in place of another', '081234567890 12', '081399887766 24'],
  ['left out beside a telephone number', '081234567890 24', '081399887766'],
])('a number %s is part of what a scam says', (_, known, sent) => {
  expect(meet(known, sent)).toBe('confirm');
});

test('another sum is another claim where the fact-check is no pitch', () => {
  const title = 'Koperasi Melati membagikan pinjaman Rp 50.000.000';
  const matcher = createMatcher([{ id: 'own', title, narratives: [], verdict: 'penipuan' }], {
    truthOf,
  });
  const met = (text: string) => matcher.match({ text }).tier;
  const pitch = `${title} ${LONG} hubungi`;
  expect(met(pitch)).toBe('answer');
  expect(met(pitch.replace('50', '75'))).toBe('confirm');
});
