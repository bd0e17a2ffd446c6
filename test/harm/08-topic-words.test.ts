import { expect, test } from 'vitest';
import { topicsIn } from '../../src/domain/cases/topics.ts';

/** Thought of apart from those that the lists were made with. */
const UNSEEN = {
  election: [
    'Yang belum mencoblos harap ke kelurahan',
    'Pemungutan suara ulang di 20 kecamatan batal',
    'Terjadi penggelembungan suara di kabupaten kami',
    'Panwaslu tutup mata soal bagi sembako',
    'Quick count-nya dipercepat supaya orang menyerah',
    'Form C Hasil plano dicoret tipex',
    'Cawalkot itu ternyata warga asing',
    'Wali kota terpilih akan dilantik diam-diam',
    'Politik uang sudah terang-terangan',
    'Sengketa hasil sudah diputus sebelum sidang',
    'Kades mengarahkan warga pilih nomor urut satu',
    'K.P.U. menutup kantornya',
    'pemiluuu diundur',
  ],
  sara: [
    'Yahudi dan kafir kuasai bank kita',
    'Orang Madura dilarang jualan di pasar ini',
    'Rumah ibadah digusur demi mall',
    'Kristenisasi lewat bagi-bagi mi instan',
    'Suku Dayak mengancam pendatang',
    'Keagamaan mereka harus dibatasi',
  ],
} as const;

test.each([
  ...UNSEEN.election.map((text) => ['election', text] as const),
  ...UNSEEN.sara.map((text) => ['sara', text] as const),
])('the topic %s is heard in: %s', (topic, text) => {
  expect(topicsIn([text])).toContain(topic);
});

test.each([
  'Suku bunga bank naik',
  'Suku cadang motor murah',
  'Rasanya keras sekali berasnya',
  'Dia pura-pura tidur',
  'Aku udah dpt paketnya',
  'Kami memilih warna biru',
  'Vitamin C 1 strip',
])('no topic for two people is heard in: %s', (text) => {
  expect(topicsIn([text]).filter((topic) => topic === 'election' || topic === 'sara')).toEqual([]);
});
