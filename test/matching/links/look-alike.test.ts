import { expect, test } from 'vitest';
import { canonicalLink } from '../../../src/matching/links/canonical-link.ts';
import {
  findFalseNames,
  findLookAlike,
  officialHost,
} from '../../../src/matching/links/look-alike.ts';

test.each([
  ['bansos-kemensos.my.id/daftar', 'kemensos.go.id'],
  ['kemens0s.com', 'kemensos.go.id'],
  ['cekbansoskemensos.web.id', 'kemensos.go.id'],
  ['bri.promo-undian.xyz', 'bri.co.id'],
  ['login-mypertamina.site', 'pertamina.com'],
  ['whatsapp-gold.click', 'whatsapp.com'],
  ['kpu.g0.id', 'kpu.go.id'],
  ['bca-c0.id', 'bca.co.id'],
  ['8ca-poin.com', 'bca.co.id'],
  ['1ndosat.site', 'indosatooredoo.com'],
  ['kernensos-bansos.com', 'kemensos.go.id'],
  ['loginpertamina.com', 'pertamina.com'],
  ['promoshopee.xyz', 'shopee.co.id'],
  ['shopea.xyz', 'shopee.co.id'],
  ['masuk.loginpertamina.com', 'pertamina.com'],
])('%s bears a name that is not its own', (link, official) => {
  expect(findLookAlike(link)).toMatchObject({ official });
});

test.each([
  'kemensos.go.id',
  'cekbansos.kemensos.go.id/daftar',
  'bri.co.id',
  'klikbca.com',
  'kpu-surabayakota.go.id',
  'kalibri.co.id',
  'ambrina.com/bni',
  'shopa.xyz',
  'shoopa.xyz',
  '',
  `kemensos.${'a.'.repeat(130)}xyz`,
  'contoh.id',
  '10.0.0.1',
])('%s does not', (link) => {
  expect(findLookAlike(link)).toBeUndefined();
});

test.each([
  ['https://кpu.go.id/jadwal', 'кpu.go.id', 'kpu.go.id'],
  ['xn--pu-1lc.go.id', 'кpu.go.id', 'kpu.go.id'],
  ['bса.co.id', 'bса.co.id', 'bca.co.id'],
  ['https://contоh.com/a', 'contоh.com', 'contoh.com'],
])('%s is written with letters of another script', (link, host, official) => {
  const found = findLookAlike(canonicalLink(link) ?? '');
  expect(found).toEqual({ host, official, isDisguised: true });
  expect(officialHost(link)).toBeUndefined();
});

test.each([
  ['https://bca.co.id/promo', 'bca.co.id'],
  ['https://ib.bri.co.id', 'ib.bri.co.id'],
  ['desa-contoh.go.id/a', 'desa-contoh.go.id'],
  ['https://promobca.co.id', undefined],
  ['https://bca.co.id.promo.example', undefined],
  ['https://bca.co.id@promo.example/a', undefined],
  ['https://chat.whatsapp.com/abc', undefined],
  ['https://wa.me/6281234567890', undefined],
  ['https://api.whatsapp.com/send?phone=6281234567890', undefined],
  ['https://contohgo.id', undefined],
  ['bukan alamat', undefined],
])('the institution behind %s has the host %s', (link, host) => {
  expect(officialHost(link)).toBe(host);
});

test.each(['https://пример.com', 'https://café.com'])(
  '%s is written in letters of its own, and is no other site',
  (link) => {
    expect(findLookAlike(canonicalLink(link) ?? '')).toBeUndefined();
  },
);

test.each(['xn--', 'xn--99999999999', `xn--${'a'.repeat(500)}.com`, 'https://пример.com'])(
  '%s is read without harm',
  (link) => {
    expect(findLookAlike(link)?.isDisguised).toBeUndefined();
  },
);

test('of the links of a message each address with a false name is told once, in their order', () => {
  const links = [
    'https://kemens0s.com/a',
    'https://contoh.id',
    'bukan alamat',
    'bri.promo-undian.xyz',
    'http://www.kemens0s.com/b',
  ];
  expect(findFalseNames(links)).toEqual([
    { host: 'kemens0s.com', official: 'kemensos.go.id' },
    { host: 'bri.promo-undian.xyz', official: 'bri.co.id' },
  ]);
  expect(findFalseNames([])).toEqual([]);
});

test.each([
  ['http://bri.co.id@promo.xyz/login', 'bri.co.id'],
  ['https://BRI.co.id:masuk@promo.xyz', 'bri.co.id'],
  ['https://budi@promo.xyz', undefined],
  ['https://bri.co.id/@promo.xyz', undefined],
  ['https://bri.co.id@bri.co.id', undefined],
])('the name before the @ of %s is that of %s', (link, own) => {
  expect(findFalseNames([link])).toEqual(own ? [{ host: 'promo.xyz', official: own }] : []);
});
