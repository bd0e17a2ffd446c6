import { expect, test } from 'vitest';
import { looksLikeScam } from '../../src/services/actions/find-dangers.ts';

const OFFER = 'Promo tambah daya, cukup bayar Rp170.845, gratis pemasangan. Daftar sekarang di';

test.each([
  ['https://www.pln.co.id/promo', false],
  ['https://pln-promo.xyz/daftar', true],
  ['https://www.pln.co.id/promo atau hubungi 081234567890', true],
  ['https://www.pln.co.id/promo lalu kirim kode OTP Anda', true],
  ['https://www.pln.co.id/promo dan https://pln-promo.xyz', true],
])('an offer that leads to %s has the ways of a fraud: %s', (target, expected) => {
  expect(looksLikeScam(`${OFFER} ${target}`)).toBe(expected);
});
