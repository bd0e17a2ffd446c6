import { expect, test } from 'vitest';
import { whoseTrouble } from '../../src/understanding/whose-trouble.ts';

test.each([
  'iya ke rumah saya min',
  'saya sendiri kak',
  'anakku',
  'bener, ini lagi terjadi',
  'aku dhewe',
  'bukan saya, adik saya',
  'iya',
  'ke rumah saya',
  'to my house',
  'ning omahku',
  'ka bumi abdi',
  'kejadian sekarang',
  'ya '.repeat(10),
])('“%s” says that it is the writer’s own', (text) => {
  expect(whoseTrouble(text)).toBe('own');
});

test.each([
  'kabar aja kok',
  'mau dicek aja',
  'nggak kak, dari grup wa',
  'bukan saya, itu di video',
  'saya cuma dapat dari grup',
  'enggak',
  'bukan anak saya',
])('“%s” says that it is news', (text) => {
  expect(whoseTrouble(text)).toBe('news');
});

test.each([
  'kabar di grup, tapi rumah saya juga didatangi',
  'berita itu tentang saya',
  'beritanya di rumah saya',
  'ya '.repeat(11),
  'saya mau tanya jadwal pencoblosan',
  'hapus data saya',
  'jangan kirim lagi',
  'oke',
  'terima kasih',
  '',
])('“%s” is not taken for an answer', (text) => {
  expect(whoseTrouble(text)).toBeUndefined();
});
