import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText, rawElements } from '../../src/imports/plain-text.ts';

test.each([
  ['<p>Satu <b>dua</b></p><p>tiga</p>', 'Satu dua\n\ntiga'],
  ['A &amp; B &#8220;C&#8221; &#x1F600; &hellip;', 'A & B “C” 😀 …'],
  ['a<script>alert("x")</script>b<style>p{}</style>c', 'abc'],
  ['a<script>alert("x")', 'a'],
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
  'a million times %j takes no second',
  (part) => {
    const started = performance.now();
    plainText(part.repeat(1_000_000 / part.length));
    expect(
      [...rawElements(part.repeat(100_000 / part.length), 'script')].length,
    ).toBeGreaterThanOrEqual(0);
    expect(performance.now() - started).toBeLessThan(2000);
  },
);

test('a letter that becomes two when it is made small moves nothing', () => {
  const markup = 'İİ<SCRIPT id="a">satu</SCRIPT>İ<script>dua</script>';
  expect([...rawElements(markup, 'script')].map(({ text }) => text)).toEqual(['satu', 'dua']);
});
