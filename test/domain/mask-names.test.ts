import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  maskKnown,
  maskNames,
  maskOwnNames,
  ownNamesIn,
  possibleNames,
} from '../../src/domain/text/mask-names.ts';

test.each([
  ['Nama saya Andi Baso, saya takut', 'Nama saya [nama], saya takut'],
  ['nama: sitti nurhaliza', 'nama: [nama]'],
  ['Saya, Andi Baso Manggala, diancam', 'Saya, [nama], diancam'],
  ['Perkenalkan saya Budi\u200b Santoso dari Solo', 'Perkenalkan saya [nama] dari Solo'],
  ['Nama saya A\u00adndi Ba\u2060so, takut', 'Nama saya [nama], takut'],
  ['Tolong saya diancam.\nSalam, Andi Baso', 'Tolong saya diancam.\nSalam, [nama]'],
  ['a/n Budi Santoso', 'a/n [nama]'],
])('the writer’s name is masked whole: %j', (text, masked) => {
  expect(maskNames(text, [])).toBe(masked.replace(/\p{Cf}/gu, ''));
  expect(ownNamesIn([text])).toHaveLength(1);
});

test.each([
  'Saya takut dan tidak tahu harus bagaimana',
  'Nama saya jangan disebut. Jangan lapor polisi',
  'Nama saya tolong dirahasiakan',
  'Nama saya gak usah ditulis',
  'nama: anonim',
  'Saya PNS di kantor camat',
  'Pemilu hari Rabu di Kota Ambon',
])('nothing is taken for the writer’s name in “%s”', (text) => {
  expect(maskOwnNames(text)).toBe(text);
  expect(ownNamesIn([text])).toEqual([]);
});

test('a whole name is masked to its last part, and so is each of its parts elsewhere', () => {
  const told = 'Nama saya Andi Baso Manggala, dan Manggala itu marga. Baso nama ayah.';
  const left = maskOwnNames(told);
  expect(left).toBe('Nama saya [nama], dan [nama] itu marga. [nama] nama ayah.');
});

test.each([
  ['akun andi.baso_88', 'akun [nama]_88'],
  ['ANDI  BASO datang', '[nama] datang'],
  ['kata andi, bukan Andika', 'kata [nama], bukan Andika'],
  ['Baso itu enak, kata Baso', '[nama] itu enak, kata [nama]'],
  ['makan baso di pasar', 'makan baso di pasar'],
])('a known name is masked however it is written, and no other word: “%s”', (text, masked) => {
  expect(maskKnown(text, ['Andi Baso'])).toBe(masked);
});

test.each([
  ['Nama saya A\u00adndi Ba\u2060so, kata A\u200bndi', 'Nama saya [nama], kata [nama]'],
  ['Nama saya 𝗔𝗻𝗱𝗶 𝗕𝗮𝘀𝗼, kata Andi Baso', 'Nama saya [nama], kata [nama]'],
  ['Saya Ａndi Baso', 'Saya [nama]'],
])('no sign that nobody sees and no other letter hides a name: %j', (text, masked) => {
  expect(maskOwnNames(text)).toBe(masked);
  expect(maskNames(text, ['Andi Baso'])).toBe(masked);
});

test('a text that names nobody stays as it is, to its last sign', () => {
  const text = 'Ｂank\u200b tutup… ﬁle ①';
  expect(maskOwnNames(text)).toBe(text);
});

test('people who are called by name are masked with the writer, and what may be a name is listed', () => {
  const told = 'Saya Andi Baso. Pak Joko memukul Bu Siti Aminah di depan Rahmat Hidayat.';
  const masked = maskNames(told, []);
  expect(masked).toBe('Saya [nama]. Pak [nama] memukul Bu [nama] di depan Rahmat Hidayat.');
  expect(possibleNames(masked)).toEqual(['Rahmat Hidayat']);
});

test('the speakers of a copied chat are masked', () => {
  const chat = '[20/11, 10.15] Budi Santoso: awas kamu\n[20/11, 10.16] Mama: kenapa';
  expect(maskNames(chat, [])).toBe(
    '[20/11, 10.15] [nama]: awas kamu\n[20/11, 10.16] [nama]: kenapa',
  );
});

test('no part of a known name remains at its own place, whatever stands around it', () => {
  const word = fc.constantFrom('kata', 'lalu', 'Andi', 'Baso', 'andi baso', 'ANDI', '.', '(Baso)');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      expect(maskKnown(words.join(' '), ['Andi Baso'])).not.toMatch(/andi|Baso/i);
    }),
  );
});

test('no part of a known name is masked that is also a word, a title or two letters', () => {
  expect(maskKnown('haji itu, Haji Al binti itu', ['Haji Al binti Wulan'])).toBe(
    'haji itu, Haji Al binti itu',
  );
  expect(maskKnown('Wulan datang, kata wulan', ['Haji Al binti Wulan'])).toContain('[nama] datang');
  expect(maskKnown('Al dan AL', ['Al'])).toBe('Al dan AL');
  expect(maskKnown('Ali dan ALI', ['Ali'])).toBe('[nama] dan [nama]');
});

test('as many names are masked as a report can have, and as many listed as a person can check', () => {
  const known = Array.from({ length: 21 }, (_, n) => `Zulka${'abcdefghijklmnopqrstu'[n]}`);
  expect(maskKnown(known.join(', '), known)).toBe(`${'[nama], '.repeat(20)}Zulkau`);
  const many = Array.from({ length: 25 }, (_, n) => `Contoh Ke${'abcdefghijklmnopqrstuvwxy'[n]}`);
  expect(possibleNames(many.join(', '))).toHaveLength(20);
  expect(ownNamesIn(['Pak Joko dan Rahmat Hidayat'])).toEqual([]);
});
