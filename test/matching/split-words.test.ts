import { expect, test } from 'vitest';
import { cutPassages } from '../../src/matching/rank-passages.ts';
import { readWords } from '../../src/matching/read-words.ts';
import { splitWords } from '../../src/matching/split-words.ts';
import type { Word } from '../../src/matching/word.ts';

/** What is read, and after a stroke how it was written where that differs. */
const shown = (words: readonly Word[]) =>
  words.map(({ text, written }) =>
    text === written || /^\d+$/.test(written) ? text : `${text}/${written}`,
  );

test.each([
  ['Rp75.000', 'rp/Rp 75000/75.000'],
  ['rp75', 'rp 75'],
  ['u23', 'u 23'],
  ['G20', 'g/G 20'],
  ['covid19', 'covid 19'],
  ['pdi-p', 'pdi p'],
  ['saya/kamu', 'saya kamu'],
  ["jum'at", "jumat/jum'at"],
  ['“kabar”', 'kabar'],
  ['kabar...', 'kabar'],
  ['50%', '50 persen'],
  ['12,5%', '12.5/12,5 persen'],
  ['Café', 'cafe/Café'],
  ['ＫＡＢＡＲ', 'kabar/ＫＡＢＡＲ'],
  ['sekaliiii', 'sekali/sekaliiii'],
  ['12:30', '12.3/12:30'],
  ['(12:30)', '12.3/12:30'],
  ['12:30:15', '12 30 15'],
  ['112:30', '112 30'],
  ['hati2', 'hati/hati2'],
  ['besar2an', 'besaran/besar2an'],
  ['jalan2nya', 'jalannya/jalan2nya'],
  ['ha2', 'ha 2'],
  ['jalan2xyz', 'jalan 2 xyz'],
  ['k4des', 'kades/k4des'],
  ['k4d3s', 'kades/k4d3s'],
  ['5aya', 'saya/5aya'],
  ['9ratis', 'gratis/9ratis'],
  ['4no4no', 'anoano/4no4no'],
  ['kepala0', 'kepalao/kepala0'],
  ['5ay', '5 ay'],
  ['m41n', 'm 41 n'],
  ['x0', 'x 0'],
  ['5a5a', '5 a 5 a'],
  ['3hari', '3 hari'],
  ['3harian', '3 harian'],
  ['2orang', '2 orang'],
  ['8/4/2024', '8 april 2024'],
  ['08-04-24', '8 april 2024'],
  ['8.4.2024', '8 april 2024'],
  ['(8/4/2024)', '8 april 2024'],
  ['8/4/2024,', '8 april 2024'],
  ['31/12/2023', '31 desember 2023'],
  ['32/12/2023', '32 12 2023'],
  ['0/12/2023', '0 12 2023'],
  ['8/13/2024', '8 13 2024'],
  ['8/4/202', '8 4 202'],
  ['8/4-2024', '8 4 2024'],
])('“%s” is split into %s', (chunk, words) => {
  expect(shown(splitWords(chunk)).join(' ')).toBe(words);
});

test.each([
  ['25 Sep 2024', '25 september/Sep 2024'],
  ['25 mar', '25 maret/mar'],
  ['mar 25', 'mar 25'],
  ['hati-hati di jalan', 'hati di jalan'],
  ['500 500', '500 500'],
  ['yg gak', 'yang/yg tidak/gak'],
  ['#BantuanTunai cair', 'bantuan/Bantuan tunai/Tunai cair'],
  ['@BantuanTunai', 'bantuan/Bantuan tunai/Tunai'],
  ['lihat https://a.id/b lalu', 'lihat lalu'],
  ['lihat https://contoh.id/berita/panjang lalu', 'lihat lalu'],
  ['kirim ke budi.santoso@contoh.id.example ya', 'kirim ke ya'],
  ['kirim ke budi@contoh.id ya', 'kirim ke ya'],
  ['situs contoh.com/a ini', 'situs ini'],
  ['www.contoh.org kabar', 'kabar'],
  ['satu.dua', 'satu 2/dua'],
  ['014/PW/I', ''],
  ['0145/PW', ''],
  ['12/SE.A/PW/IX/2026', ''],
  ['14/PW/I', '14 pw/PW i/I'],
  ['01/PW', '1 pw/PW'],
  ['Rp75.000 tunai', '75000/75.000 tunai'],
  ['ketua pdi-p', 'ketua pdip/pdi p'],
  ['k4des baru', 'kepala/k4des desa/k4des baru'],
])('“%s” is read as %s', (text, words) => {
  expect(shown(readWords(text)).join(' ')).toBe(words);
});

test('an office or a name of several words is one, and stands for all that was written', () => {
  const words = readWords('Joko Widodo ke Amerika Serikat');
  expect(words).toEqual([
    { text: 'jokowi', written: 'Joko Widodo' },
    { text: 'ke', written: 'ke' },
    { text: 'amerika', written: 'Amerika Serikat' },
  ]);
});

test('no more words are read than are wanted, and invisible signs are none', () => {
  const many = Array.from({ length: 900 }, (_, n) => `${'abcdefghij'[n % 10]}${'klmnop'[n % 6]}a`);
  expect([readWords(many.join(' ')).length, readWords(many.join(' '), 7).length]).toEqual([400, 7]);
  expect(readWords(' \u200b \n\u00ad ')).toEqual([]);
  expect(readWords(`${'ab'.repeat(50)} kabar`, 7)).toHaveLength(1);
  const [, rest] = readWords(`satu.${'ab'.repeat(400)}`);
  expect(rest?.text).toHaveLength(495);
});

const sentence = (n: number, words = 9) =>
  Array.from({ length: words }, (_, at) => `kata${n}${'abcdefghijklmnopqrstuvwxyz'[at % 26]}`).join(
    ' ',
  );

test.each([
  ['full stops', '. '],
  ['calls', '! '],
  ['questions', '? '],
  ['dots', '… '],
  ['quotes', '.” '],
  ['bold marks', '!* '],
  ['lines', '\n'],
])('a long text is cut at %s, and nothing of it is lost', (_, end) => {
  const all = [1, 2, 3, 4, 5].map((n) => sentence(n));
  const cut = cutPassages(all.join(end) + end);
  expect(cut.map((each) => each.replace(/[^a-z0-9 ]/g, '').trim())).toEqual(all);
});

test('what goes on without an end is cut too, a short text is not, and of many sentences forty are kept', () => {
  const endless = cutPassages(sentence(1, 100));
  expect(endless.map((each) => each.split(' ').length)).toEqual([30, 30, 30, 10]);
  expect(cutPassages(sentence(1, 35))).toEqual([]);
  expect(cutPassages(sentence(1, 36)).length).toBe(2);
  const many = Array.from({ length: 60 }, (_, n) => sentence(n)).join('. ');
  expect(cutPassages(many)).toHaveLength(40);
});

test('of a text without end the first eight thousand letters are cut', () => {
  const cut = cutPassages(`${'a'.repeat(99)} `.repeat(100));
  expect(cut.join(' ').split(' ')).toHaveLength(80);
});
