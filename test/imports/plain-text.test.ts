import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText, rawElements } from '../../src/imports/plain-text.ts';
import { growthOf, repeated } from '../harm/hostile/growth.ts';

test.each([
  ['<p>Satu <b>dua</b></p><p>tiga</p>', 'Satu dua\n\ntiga'],
  ['A &amp; B &#8220;C&#8221; &#x1F600; &hellip;', 'A & B “C” 😀 …'],
  ['a<script>alert("x")</script>b<style>p{}</style>c', 'abc'],
  ['a<script>alert("x")', 'a'],
  ['a<noscript>Nyalakan JavaScript</noscript>b<TEMPLATE>c</TEMPLATE>d', 'abd'],
  ['İİİ<SCRIPT>alert("x")</Script>İki', 'İİİİki'],
  ['satu < dua > tiga', 'satu < dua > tiga'],
  ['satu <dua', 'satu'],
  ['Kaf&eacute; &raquo; dua&#150;tiga &copy', 'Kafé » dua–tiga &copy'],
  ['&unknown; &#0; &#1114112;', '&unknown;'],
  ['', ''],
])('%j reads as %j', (markup, text) => expect(plainText(markup)).toBe(text));

test('no markup is left, whatever comes in', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '/', 'p', 'script', ' ', 'a') }),
      (markup) => {
        expect(plainText(markup)).not.toMatch(/<[a-z/][^>]*>/);
      },
    ),
    { examples: [['<</>script>']] },
  );
});

test.each(['<', '<script>', '<p', '&#', '</script', '<script></script>'])(
  'the work for a million characters of %j grows with their number, not faster',
  async (part) => {
    const make = (length: number) => repeated(part)(16 * length);
    expect(await growthOf(plainText, make)).toBeUndefined();
    const readScripts = (html: string) => [...rawElements(html, 'script')];
    expect(await growthOf(readScripts, repeated(part))).toBeUndefined();
  },
);

test('a letter that becomes two when it is made small moves nothing', () => {
  const markup = 'İİ<SCRIPT id="a">satu</SCRIPT>İ<script>dua</script>';
  expect([...rawElements(markup, 'script')].map(({ text }) => text)).toEqual(['satu', 'dua']);
});
