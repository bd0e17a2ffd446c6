import { expect, test } from 'vitest';
import { whoseTrouble } from '../../src/understanding/whose-trouble.ts';

test.each([
  'iya ke rumah saya min',
  'saya sendiri kak',
  'anakku',
  'bener, ini lagi terjadi',
  'aku dhewe',
  'bukan saya, adik saya',
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
])('“%s” says that it is news', (text) => {
  expect(whoseTrouble(text)).toBe('news');
});

test.each([
  'kabar di grup, tapi rumah saya juga didatangi',
  'berita itu tentang saya',
  'saya mau tanya jadwal pencoblosan',
  'hapus data saya',
  'jangan kirim lagi',
  'oke',
  'terima kasih',
  '',
  `${'saya '.repeat(10)}saya`,
])('“%s” is not taken for an answer', (text) => {
  expect(whoseTrouble(text)).toBeUndefined();
});
