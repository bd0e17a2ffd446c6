import { expect, test } from 'vitest';
import { pageOf } from '../../src/domain/fact-checks/page-of.ts';
import { firstSentence } from '../../src/domain/text/first-sentence.ts';

test.each([
  ['Bank tidak tutup. Semua cabang buka.', 'Bank tidak tutup.'],
  [
    'Kata dr. Ani Contoh, obat itu aman. Tidak ada bukti lain.',
    'Kata dr. Ani Contoh, obat itu aman.',
  ],
  ['Biayanya Rp1.500.000, bukan gratis. Simpan buktinya.', 'Biayanya Rp1.500.000, bukan gratis.'],
  [
    'Menurut UU No. 7 Tahun 2017 itu dilarang. Laporkan.',
    'Menurut UU No. 7 Tahun 2017 itu dilarang.',
  ],
  ['Benarkah? Tidak. Itu foto lama.', 'Benarkah?'],
  ['Satu kalimat saja', 'Satu kalimat saja'],
  ['', ''],
])('the first sentence of %j', (text, first) => {
  const split = firstSentence(text);
  expect(split.first).toBe(first);
  expect(`${split.first} ${split.rest}`.trim()).toBe(text);
});

test.for('dr drg drs prof ir h hj st no bpk sdr tgl jl hlm ps art rp B'.split(' '))(
  'a sentence does not end behind "%s."',
  (short) => {
    const first = `Begini kata ${short}. 5 Contoh itu.`;
    expect(firstSentence(`${first} Lalu ini.`)).toEqual({ first, rest: 'Lalu ini.' });
  },
);

test.each([
  ['https://www.kpu.go.id', undefined],
  ['https://www.kpu.go.id/', undefined],
  ['https://contoh.example/index.html', undefined],
  ['https://contoh.example/id/', undefined],
  ['https://contoh.example/cek/bank-tutup', 'https://contoh.example/cek/bank-tutup'],
  ['https://contoh.example/?p=12', 'https://contoh.example/?p=12'],
  [undefined, undefined],
])('the page that %j leads to is %j', (url, page) => {
  expect(pageOf(url)).toBe(page);
});
