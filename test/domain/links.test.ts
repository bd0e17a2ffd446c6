import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defang, findLinks } from '../../src/domain/text/links.ts';
import { growthOf, repeated } from '../harm/hostile/growth.ts';

test.each([
  ['Klik https://contoh.example/klaim sekarang', ['https://contoh.example/klaim']],
  ['(http://contoh.com/a).', ['http://contoh.com/a']],
  ['Lihat: www.contoh.com/a?b=1&c=2!', ['www.contoh.com/a?b=1&c=2']],
  ['*https://contoh.com* _https://dua.com_', ['https://contoh.com', 'https://dua.com']],
  ['wa.me/6281 t.me/grup bit.ly/abc s.id/x', ['wa.me/6281', 't.me/grup', 'bit.ly/abc', 's.id/x']],
  ['daftar di bansos-2024.my.id/cair', ['bansos-2024.my.id/cair']],
  ['KEMENSOS.GO.ID', ['KEMENSOS.GO.ID']],
  ['https://a.com dan https://a.com lagi', ['https://a.com']],
  ['klik cutt.ly/bantuan', ['cutt.ly/bantuan']],
  ['lihat https://кpu.go.id/a atau кpu.go.id', ['https://кpu.go.id/a', 'кpu.go.id']],
  ['klik bansos.vip/cair dan dana.cc/kaget', ['bansos.vip/cair', 'dana.cc/kaget']],
])('the links of "%s" are found', (text, links) => {
  expect(findLinks(text)).toEqual(links);
});

test.each([
  'Tidak ada tautan di sini.',
  'Harga Rp 1.000.000 per 2024.',
  'Dana sudah cair.Informasi lengkap menyusul',
  'Sudah sampai.Idola kita datang',
  'mis. dll. a.n. Budi',
  'pukul 08.00-17.00',
])('"%s" has no links', (text) => {
  expect(findLinks(text)).toEqual([]);
});

test('at most twenty links are kept', () => {
  const text = Array.from({ length: 50 }, (_, n) => `https://contoh${n}.com`).join(' ');
  expect(findLinks(text)).toHaveLength(20);
});

test.each([
  ['https://contoh.com/a.b', 'hxxps://contoh[.]com/a[.]b'],
  ['HTTP://CONTOH.COM', 'HXXP://CONTOH[.]COM'],
  ['klik wa.me/62812 ya', 'klik wa[.]me/62812 ya'],
  ['bansos.my.id', 'bansos[.]my[.]id'],
  ['klik cutt.ly/bantuan', 'klik cutt[.]ly/bantuan'],
  ['buka кpu.go.id', 'buka кpu[.]go[.]id'],
  ['Selesai. Lanjut.', 'Selesai. Lanjut.'],
  ['Dana sudah cair.Informasi menyusul', 'Dana sudah cair.Informasi menyusul'],
])('"%s" is broken into "%s"', (text, broken) => {
  expect(defang(text)).toBe(broken);
});

test('a broken text has no link left, and breaking it again changes nothing', () => {
  const host = fc.stringMatching(/^[a-z0-9]{1,10}$/);
  const link = fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'www.', ''),
      host,
      fc.constantFrom('com', 'co.id'),
    )
    .map(([scheme, name, end]) => `${scheme}${name}.${end}/a`);
  fc.assert(
    fc.property(fc.array(fc.oneof(link, fc.string())), (words) => {
      const broken = defang(words.join(' '));
      expect(broken).not.toMatch(/https?:\/\/[^\s<>"']/i);
      expect(defang(broken)).toBe(broken);
    }),
  );
});

test('the work of reading the longest message grows with its length, also without spaces', async () => {
  for (const part of ['a.', 'a-', 'www.', 'https://', 'wa.me/', 'id.id-']) {
    expect(await growthOf(findLinks, repeated(part))).toBeUndefined();
  }
});
