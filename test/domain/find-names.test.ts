import { expect, test } from 'vitest';
import { findNames } from '../../src/domain/text/find-names.ts';

/** The names in a text, each behind its kind. */
function named(text: string): string[] {
  return findNames(text).map(({ kind, at, end }) => `${kind} ${text.slice(at, end)}`);
}

test.each([
  ['nama: andi baso manggala tua', 'andi baso manggala'],
  ['xx nama :andi', 'andi'],
  ['Nama\t= Sitti Nurhaliza binti Ahmad', 'Sitti Nurhaliza binti Ahmad'],
  ['nama lengkap saya Rudi', 'Rudi'],
  ['nama saya Mentari', 'Mentari'],
  ['atas nama Budi', 'Budi'],
  ['a/n Budi Contoh', 'Budi Contoh'],
  ['A/N: Budi', 'Budi'],
  ['an. Budi Contoh', 'Budi Contoh'],
  ['ttd Budi', 'Budi'],
  ['my name is John Doe and', 'John Doe'],
  ['bernama contoh bersama ibunya', 'contoh'],
  ['saya adalah Andi Baso', 'Andi Baso'],
  ['saya Pak Andi Baso', 'Andi Baso'],
  ['saya adalah bapak Joko dari Solo', 'Joko'],
  ['saya andi baso', 'andi'],
  ['Aku, Wulan. Takut', 'Wulan'],
  ['Saya A. Budi', 'A. Budi'],
  ['Saya I Made Contoh', 'I Made Contoh'],
  ['Salam, Andi', 'Andi'],
  ['Salam hormat,\nWayan Contoh.', 'Wayan Contoh'],
  ['terima kasih\nSiti Aminah *', 'Siti Aminah'],
  ['ini pesan\nhormat saya:\nJoko', 'Joko'],
])('in %j the writer is %s', (text, name) => {
  expect(named(text)).toEqual([`self ${name}`]);
});

test.each([
  ['pak Contoh', 'Contoh'],
  ['bu Contoh', 'Contoh'],
  ['mas Contoh', 'Contoh'],
  ['Hj Ratna', 'Ratna'],
  ['hj. Ratna', 'Ratna'],
  ['pak joko', 'joko'],
  ['pak joko susilo wati ningsih', 'joko'],
  ['pak lurah Contoh datang', 'Contoh'],
  ['pak haji Contoh', 'Contoh'],
  ['Pak Dr. Contoh', 'Contoh'],
  ['Pak A. Contoh', 'A. Contoh'],
  ['Pak M.Contoh', 'M.Contoh'],
  ['Bapak R Contoh', 'R Contoh'],
  ['Pak Joko bin', 'Joko'],
  ['Pak Joko bin Contoh', 'Joko bin Contoh'],
  ['[20/11, 10.15] Andi: awas', 'Andi'],
])('in %j somebody is called %s', (text, name) => {
  expect(named(text)[0]).toBe(`other ${name}`);
});

test.each([
  ['Rahmat Hidayat', ['Rahmat Hidayat']],
  ['Rahmat', ['Rahmat']],
  ['Contoh Lain datang', ['Contoh Lain']],
  ['PT Contoh Jaya', ['Contoh Jaya']],
  ['Budi, Ani', ['Budi', 'Ani']],
  ['ib Ratna', ['Ratna']],
  ['hj Ratna', ['Ratna']],
  ['Salam, Wayan Contoh dan keluarga', ['Wayan Contoh']],
  ['jam 20/11 10.15 Andi: awas', ['Andi']],
])('in %j there may be names: %j', (text, names) => {
  expect(named(text)).toEqual(names.map((name) => `maybe ${name}`));
});

test.each([
  'nama andi baso',
  'Salam, orang kampung',
  'saya mau Pulang',
  'saya PNS',
  'saya takut',
  'ms Contoh',
  'pak contoh',
  'bapak itu',
  'Pak KPPS datang',
  'bernama membunuh',
  'bernama x',
  'budi pergi',
  'BCA Mandiri',
  'Contoh, Lain',
  'Contoh PNS',
  '[20/11/2026 10.15] 12345: x',
  '20/11/26 10:15:00 - +62 812: halo',
])('there is no name in %j', (text) => {
  expect(named(text)).toEqual([]);
});

test('names come in the order of the text, each once, and the surest kind of each', () => {
  const text = 'Pak Joko memukul. Nama saya Andi Baso, kata Rahmat Hidayat.\nSalam, Andi';
  expect(named(text)).toEqual([
    'other Joko',
    'self Andi Baso',
    'maybe Rahmat Hidayat',
    'self Andi',
  ]);
  const chat = '20/11/26, 10:15 - Ani Contoh: halo\n20/11/26, 10:16 - Budi: ya';
  expect(named(chat)).toEqual(['other Ani Contoh', 'other Budi']);
});

test('a name has five words at most, each of sixty letters, and stands among the first 6,000', () => {
  expect(named('Bu Siti Aminah Nur Halimah Sari Dewi Indah')).toEqual([
    'other Siti Aminah Nur Halimah Sari',
    'maybe Dewi Indah',
  ]);
  const word = (length: number) => `X${'a'.repeat(length - 1)}`;
  expect(named(`Pak ${word(60)} datang`)).toEqual([`other ${word(60)}`]);
  expect(named(`Pak ${word(61)} datang`)).toEqual([]);
  const far = (before: number) => named(`${'kata '.repeat(before)}Pak Contoh`);
  expect([far(5998), far(5999)]).toEqual([['other Contoh'], []]);
});
