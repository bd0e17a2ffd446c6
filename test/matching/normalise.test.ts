import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalise, saysSomething } from '../../src/matching/normalise.ts';

const TABLE: readonly (readonly [what: string, written: string, read: string])[] = [
  ['mathematical letters are plain letters', '𝗕𝗲𝗿𝗶𝘁𝗮 𝑏𝑎𝑟𝑢', 'berita baru'],
  ['small capitals are plain letters', 'ᴜɴᴅɪᴀɴ ʙᴀɴᴋ', 'undian bank'],
  ['Cyrillic look-alikes are Latin letters', 'Bаnk Dunia', 'bank dunia'],
  ['invisible characters vanish', 'ban\u200btu\u00adan', 'bantuan'],
  ['WhatsApp marks vanish', '*tebal* _miring_ ~coret~', 'tebal miring coret'],
  ['digits inside words are letters', 'k0ruptor m4kan d4na', 'koruptor makan dana'],
  ['a leading digit may be a letter', '9ratis 5ekolah', 'gratis sekolah'],
  ['stretched words shrink', 'mahalll sekaliii', 'mahal sekali'],
  ['a 2 doubles a word', 'hati2 di jalan2 kota', 'hati di jalan kota'],
  ['a hyphen doubles a word', 'anak-anak sekolah', 'anak sekolah'],
  ['slang is spelt out', 'yg sdh dpt uang', 'yang sudah dapat uang'],
  [
    'all ways to say no are one',
    'gak bisa, tdk boleh, nggak mau',
    'tidak bisa tidak boleh tidak mau',
  ],
  ['rupiah lose sign and dots', 'Rp 1.250.000,00', '1250000'],
  ['juta and ribu multiply', '35jt dan 500 rb', '35000000 dan 500000'],
  ['number words are numbers', 'seratus ribu orang', '100000 orang'],
  ['compound number words are numbers', 'dua puluh lima juta', '25000000'],
  ['hundreds join their thousands', 'dua ratus lima puluh ribu', '250000'],
  ['a year in words is a number', 'dua ribu dua puluh enam', '2026'],
  ['a capital T after a number is trillions', 'rugi 12 T', 'rugi 12000000000000'],
  ['a decimal comma is a point', 'naik 12,5%', 'naik 12.5 persen'],
  ['persen is written out', '85 persen', '85 persen'],
  ['leading zeros vanish', 'paslon 02', 'paslon 2'],
  ['dates are day, month, year', 'tgl 17/8/2025', 'tanggal 17 agustus 2025'],
  ['months are spelt out after a day', '5 Sept 2025', '5 september 2025'],
  ['one person has one name', 'Presiden Joko Widodo', 'presiden jokowi'],
  ['one office has one name', 'wapres dan menkeu', 'wakil presiden dan menteri keuangan'],
  ['the number of a letter vanishes', 'Surat Nomor 014/PW/I, hal: libur', 'surat nomor hal libur'],
  ['so does one that was read without its last stroke', 'Nomor 014/PWA', 'nomor'],
  ['the whole number of a letter vanishes', 'Nomor 12/SE.A/PW/IX/2026 libur', 'nomor libur'],
  ['a date with slashes stays', 'demo 28/AGUSTUS/2026', 'demo 28 agustus 2026'],
  ['names with slashes stay', 'bantuan PIP/KIP/2026', 'bantuan pip kip 2026'],
  ['so does a day in an old way of writing', 'rapat 17/IX/1945', 'rapat 17 ix 1945'],
  ['a price by weight stays', 'beras 15000/KG', 'beras 15000 kg'],
  ['links vanish', 'klik https://contoh.example/a?b=1 segera', 'klik segera'],
  ['a forward stamp vanishes', '*Diteruskan*\nBeras naik besok', 'beras naik besok'],
  ['an export stamp vanishes', '[03/05/25 08.15] Pak Lurah: Beras naik', 'beras naik'],
  ['a chain-message tail vanishes', 'Beras naik\nSebarkan ke semua grup!', 'beras naik'],
  ['a greeting line vanishes', 'Assalamualaikum, mohon info\nBeras naik', 'beras naik'],
  ['a message of nothing but greeting stays', 'Selamat pagi', 'selamat pagi'],
];

test.each(TABLE)('%s', (_, written, read) => {
  expect(normalise(written)).toBe(read);
});

test.each([
  ['Cek min, beneran gak?', false],
  ['Ini kabar yang tidak benar', false],
  ['jembatan roboh', false],
  ['jembatan roboh kemarin sore diterjang banjir', true],
  ['jembatan gantung roboh', true],
  ['500 600 700 800', false],
  ['', false],
])('whether “%s” says something besides what is attached: %s', (text, says) => {
  expect(saysSomething(text)).toBe(says);
});

test('normalising twice changes nothing', () => {
  const piece = fc.constantFrom(
    ...'rp 35jt 1.000 000 12,5 0,125 1,234.5 seratus dua puluh ribu juta M T % hati2 k4des 5aya 8/4/24 jan 3 sept'.split(
      ' ',
    ),
    ...'joko widodo amerika serikat amerika pemilihan umum badan pengawas yg gak pdi p - \n . , Sebarkan! #FreePalestine'.split(
      ' ',
    ),
    'ᴀᴋᴜ',
    'aaaa',
    'İ',
    'ﬁ',
    '½',
    '①',
    '٣',
    'ǆ',
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '));
  const glued = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.oneof(text, glued, fc.string({ unit: 'binary', maxLength: 60 })), (written) => {
      const once = normalise(written);
      expect(normalise(once)).toBe(once);
    }),
    { numRuns: 3000 },
  );
});
