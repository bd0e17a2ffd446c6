import { expect, test } from 'vitest';
import { truthOf } from '../../../src/domain/fact-checks/verdicts.ts';
import type { MatchDocument } from '../../../src/matching/match.ts';
import { createMatcher } from '../../../src/matching/matcher.ts';
import { readWords } from '../../../src/matching/read-words.ts';
import { isPitch, rotatingParts } from '../../../src/matching/rotating-parts.ts';

test.each([
  ['Hubungi 081234567890 sekarang', ['081234567890']],
  ['Hubungi +62 812-3456-7890 sekarang', ['62', '812', '3456', '7890']],
  ['Hubungi 0812 3456 7890 sekarang', ['0812', '3456', '7890']],
  ['Sejak 2024 (081234567890) dibuka', ['081234567890']],
  ['Telepon 119 atau 1500017', []],
  ['Korban 812 orang pada 2024', []],
  ['NIK 3201234567890001', []],
])('the telephone numbers in "%s"', (text, phones) => {
  expect(partsOf(text, 'phone')).toEqual(phones);
});

const OFFER =
  'lowongan kerja gaji dan fasilitas dibuka untuk umum silakan daftar lewat link di bio';

test.each([
  [`Gaji Rp 4.500.000 ${OFFER}`, 'amount', ['4.500.000']],
  [`Gaji 12 juta ${OFFER}`, 'amount', ['12 juta']],
  [`Dana Rp 74.290.000.00 ${OFFER}`, 'amount', ['74', '290', '0', '0']],
  [`Uang lembur 120 ${OFFER}`, 'amount', ['120']],
  [`Usia 35 tahun pada 2026 ${OFFER}`, 'amount', []],
  [`Hubungi Ibu Wulan ${OFFER}`, 'name', ['Wulan']],
  [`Menurut Wulan ${OFFER}`, 'name', []],
  [`Diundi 17 Agustus untuk pemenang ${OFFER}`, 'date', ['17', 'Agustus']],
  [`Libur 17 Agustus ${OFFER}`, 'date', []],
  ['Pemerintah menyalurkan bantuan Rp 4.500.000', 'amount', []],
])('what rotates in "%s" as %s', (text, kind, written) => {
  expect(partsOf(text, kind)).toEqual(written);
});

test('a pitch says what it offers and how to get it; a headline about one does not', () => {
  expect(isPitch(readWords(`Bank membuka ${OFFER}`))).toBe(true);
  expect(isPitch(readWords('Lowongan kerja bank lewat tautan pendaftaran'))).toBe(false);
  expect(
    isPitch(
      readWords(
        'Menteri meresmikan jembatan baru di atas sungai besar dan menanam pohon bersama siswa sekolah dasar',
      ),
    ),
  ).toBe(false);
});

const SCAM =
  'Selamat! Bank Sejahtera membagikan hadiah Rp 50.000.000 untuk nasabah setia. Diundi 17 Agustus. ' +
  'Hubungi admin Ibu Rina di WhatsApp 081200001111 lalu kirim foto KTP dan nomor rekening.';

const documents: MatchDocument[] = [
  {
    id: 'hadiah',
    title: 'Bank Sejahtera membagikan hadiah lewat WhatsApp',
    narratives: [SCAM],
    verdict: 'penipuan',
  },
];

const answer = (text: string, stored = documents) => {
  const { tier, matches } = createMatcher(stored, { truthOf, retells: true }).match({ text });
  return [tier, matches[0]?.id, matches[0]?.rotated];
};

test.each([
  ['its telephone number', '081200001111', '085799998888', ['phone']],
  ['its telephone number, grouped', '081200001111', '+62 857-9999-8888', ['phone']],
  ['the sum', '50.000.000', '75.000.000', ['amount']],
  ["the contact's name", 'Ibu Rina', 'Ibu Wulan', ['name']],
  ['the day of the draw', '17 Agustus', '28 Oktober', ['date']],
])('a known scam with another part is answered: %s', (_, old, other, rotated) => {
  expect(answer(SCAM.replace(old, other))).toEqual(['answer', 'hadiah', rotated]);
});

test('a telephone number is no difference where the stored text has it masked', () => {
  const masked = SCAM.replace('081200001111', '[nomor telepon]');
  const stored = documents.map((document) => ({ ...document, narratives: [masked] }));
  expect(answer(SCAM, stored)).toEqual(['answer', 'hadiah', ['phone']]);
});

test('a scam that is repeated as it was has nothing rotated', () => {
  expect(answer(SCAM)).toEqual(['answer', 'hadiah', undefined]);
});

test.each([
  ['another institution', 'Bank Sejahtera', 'Bank BRI'],
  ['a known name', 'Ibu Rina', 'Ibu Megawati'],
  ['a denial', 'membagikan', 'tidak membagikan'],
])('what is no rotating part still withholds the verdict: %s', (_, old, other) => {
  expect(answer(SCAM.replace(old, other))[0]).not.toBe('answer');
});

test("a copy in another institution's name is another claim, however the name is written", () => {
  const copy = SCAM.replace('50.000.000', '75.000.000');
  expect(answer(copy.replace('Bank Sejahtera', 'Koperasi Melati Putih'))[0]).toBe('confirm');
});

test('a sum in news is part of the claim', () => {
  const news =
    'Pemerintah desa Sukamaju membangun jembatan gantung senilai Rp 50.000.000 tahun ini';
  const stored = [{ id: 'jembatan', title: news, narratives: [], verdict: 'salah' }];
  expect(answer(news, stored)[0]).toBe('answer');
  expect(answer(news.replace('50.000', '75.000'), stored)[0]).toBe('confirm');
});

test('a claim about a number is not about another number', () => {
  const claim = 'Akun WA Sekda Bali 0819 1111 2222 Made Wira';
  const stored = [{ id: 'akun', title: claim, narratives: [], verdict: 'penipuan' }];
  expect(answer(claim, stored)[0]).toBe('answer');
  expect(answer(claim.replace('1111', '3333'), stored)[0]).toBe('confirm');
});

test.each(['benar', undefined])(
  'nothing rotates where the fact-check does not call its claim false: %s',
  (verdict) => {
    const stored = documents.map((document) => ({ ...document, verdict }));
    expect(answer(SCAM.replace('081200001111', '085799998888'), stored)[0]).toBe('confirm');
  },
);

test("a copy that leads to an institution's own site is asked about, unless the scam named the site too", () => {
  const genuine = `${SCAM.replace('081200001111', '085799998888')} Syarat lengkap di https://www.bri.co.id/promo`;
  expect(answer(genuine)[0]).toBe('confirm');
  const citing = documents.map((document) => ({
    ...document,
    narratives: [`${SCAM} Syarat di bri.co.id`],
  }));
  expect(answer(genuine, citing)[0]).toBe('answer');
  expect(answer(genuine.replace('www.bri.co.id', 'bri.co.id.hadiah.xyz'))[0]).toBe('answer');
});

function partsOf(text: string, kind: string): string[] {
  const words = readWords(text);
  return [...rotatingParts(words)].flatMap(([at, part]) =>
    part === kind ? [words[at]?.written ?? ''] : [],
  );
}
