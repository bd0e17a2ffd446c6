import { expect, test } from 'vitest';
import { findLookAlike } from '../../../src/matching/links/look-alike.ts';

test.each([
  ['bansos-kemensos.my.id/daftar', 'kemensos.go.id'],
  ['kemens0s.com', 'kemensos.go.id'],
  ['cekbansoskemensos.web.id', 'kemensos.go.id'],
  ['bri.promo-undian.xyz', 'bri.co.id'],
  ['login-mypertamina.site', 'pertamina.com'],
  ['whatsapp-gold.click', 'whatsapp.com'],
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
  'contoh.id',
  '10.0.0.1',
])('%s does not', (link) => {
  expect(findLookAlike(link)).toBeUndefined();
});
