import { expect, test } from 'vitest';
import { canonicalLink } from '../../../src/matching/links/canonical-link.ts';
import { isShortLink, soleDomain } from '../../../src/matching/links/shared-hosts.ts';

test.each([
  ['bit.ly/abc', true],
  ['https://www.s.id/x?y=1', true],
  ['HTTPS://TINYURL.COM/abc', true],
  ['bit.ly', false],
  ['kpu.go.id/bit.ly', false],
  ['ribit.ly/abc', false],
])('%s hides where it leads: %s', (link, expected) => {
  expect(isShortLink(link)).toBe(expected);
});

test.each([
  ['https://a.b.contoh.xyz/x?y', 'contoh.xyz'],
  ['contoh.xyz', 'contoh.xyz'],
  ['bansos.contoh.my.id/cair', 'contoh.my.id'],
  ['hadiah.blogspot.com/2026', 'hadiah.blogspot.com'],
  ['https://www.facebook.com/hadiah', undefined],
  ['https://sites.google.com/view/hadiah', undefined],
  ['bit.ly/abc', undefined],
  ['https://www.bca.co.id/promo', undefined],
  ['https://10.0.0.1/a', undefined],
])('the domain of %s with one owner is %s', (link, expected) => {
  expect(soleDomain(canonicalLink(link) ?? '')).toBe(expected);
});
