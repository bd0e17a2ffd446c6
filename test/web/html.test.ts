import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, jsonScript } from '../../src/web/shared/html.ts';

const shown = (text: unknown) => String(text);

test('a value is shown, never obeyed', () => {
  const nasty = `"><script>alert('1')</script>&amp;`;
  expect(shown(html`<p title="${nasty}">${nasty}</p>`)).not.toMatch(/<script|"[^>]*"[^>]*"/);
  expect(shown(html`<p>${'1 < 2 & "3"'}</p>`)).toBe('<p>1 &#60; 2 &#38; &#34;3&#34;</p>');
});

test('no value ends the element or attribute that it stands in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const [, attribute, words] =
        /^<a title="([^"]*)">([^<>]*)<\/a>$/.exec(shown(html`<a title="${value}">${value}</a>`)) ??
        [];
      expect(attribute).toBe(words);
      expect(attribute?.replace(/&#\d+;/g, '')).not.toMatch(/[<>"'&]/);
    }),
  );
});

test('lists stand in a row, markup is kept, what is absent is nothing', () => {
  const items = ['a', '<b>'].map((word) => html`<li>${word}</li>`);
  expect(shown(html`<ul>${items}${false}${undefined}${null}${0}</ul>`)).toBe(
    '<ul><li>a</li><li>&#60;b&#62;</li>0</ul>',
  );
});

test.each([
  'javascript:alert(1)',
  ' javascript:x',
  'JaVaScRiPt:x',
  'data:text/html,x',
  '//evil.example',
  '/\\evil.example',
  'vbscript:x',
  '',
])('the address %j leads nowhere', (address) => {
  expect(shown(html`<a href="${address}">x</a>`)).toBe('<a href="#">x</a>');
  expect(shown(html`<form action="${address}"></form>`)).toBe('<form action="#"></form>');
});

test.each(['https://a.example/x', 'http://a.example', '/cek/a', '?q=1', '#isi'])(
  'the address %j may be followed',
  (address) => {
    expect(shown(html`<a href="${address}">x</a>`)).toBe(`<a href="${address}">x</a>`);
  },
);

test('a template that would let a value act is refused', () => {
  const value = 'x';
  expect(() => html`<a href=${value}>x</a>`).toThrow('quote the attribute');
  expect(() => html`<a ${value}>x</a>`).toThrow('belongs into quotes');
  expect(() => html`<a onclick="go('${value}')">x</a>`).toThrow('handler');
  expect(() => html`<p style="color: ${value}">x</p>`).toThrow('style');
  expect(() => html`<script>let a = ${value}</script>`).toThrow('script');
  expect(shown(html`<input ${html`checked`} name="${value}">`)).toBe('<input checked name="x">');
});

test('data for machines cannot end its element and reads as it was', () => {
  const data = { text: '</script><script>alert(1)</script><!-- & \u2028' };
  const [, json = ''] =
    /^<script type="application\/ld\+json">([^<]*)<\/script>$/.exec(shown(jsonScript(data))) ?? [];
  expect(JSON.parse(json)).toEqual(data);
});

test('signs that a page cannot hold are left out', () => {
  expect(shown(html`<p>${'a\u0000b\u0008c\ud800d\u009fe\nf'}</p>`)).toBe('<p>abc\ufffdde\nf</p>');
});
