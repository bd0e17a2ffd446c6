import { expect, test } from 'vitest';
import { DocumentRefused } from '../../src/imports/document-refused.ts';
import { parseXml, textOf } from '../../src/imports/parse-xml.ts';

test('elements, attributes, words and CDATA are read', () => {
  const root = parseXml(
    '\ufeff<?xml version="1.0"?><rss><dc:date>x</dc:date><a href="b">1 &amp; <![CDATA[<2>]]>&nbsp;</a></rss>',
  );
  expect(textOf(root, 'date')).toBe('x');
  expect(root.children[1]).toMatchObject({
    name: 'a',
    attributes: { href: 'b' },
    text: '1 & <2>\u00a0',
  });
});

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "${'&lol;'.repeat(10)}">]><rss>&lol2;</rss>`;

test.each([
  ['entities that grow', LAUGHS],
  ['entities that name files', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
  ['a document type alone', '<!DOCTYPE rss SYSTEM "https://evil.example/a.dtd"><rss/>'],
])('%s are refused', (_, source) => {
  expect(() => parseXml(source)).toThrow('DOCTYPE');
});

test.each([
  '',
  'halo',
  '<a>',
  '<a></b>',
  '<a>&unknown;</a>',
  '<a b=c/>',
  '<a/><b/>',
  '<a>\u0000</a>',
])('%j is no XML', (source) => expect(() => parseXml(source)).toThrow(DocumentRefused));

test('a tree too deep or too wide is refused', () => {
  expect(() => parseXml('<a>'.repeat(100))).toThrow('too many elements');
  expect(() => parseXml(`<a>${'<b/>'.repeat(100_001)}</a>`)).toThrow('too many elements');
});
