import { expect, test } from 'vitest';
import { parseXml, textOf } from '../../src/imports/parse-xml.ts';
import { readDocument, readJsonLd } from '../../src/imports/read-document.ts';
import { readFeed } from '../../src/imports/read-feed.ts';
import { type Item, idOf, toFactCheckRow } from '../../src/imports/to-fact-check-row.ts';

const item: Item = {
  url: 'https://cek.example/air-kelapa',
  title: 'Air kelapa menyembuhkan',
  org: 'Cek Contoh',
};
const rowOf = (changes: Partial<Item>) => toFactCheckRow(3, { ...item, ...changes });
const readOf = (changes: Partial<Item>) => {
  const row = rowOf(changes);
  return row.type === 'read' ? [row.factCheck.verdict, row.factCheck.title] : row.reason;
};

test.each([
  ['[SALAH] Air kelapa', 'Air kelapa'],
  ['  [ SALAH ]\n\n– Air  kelapa ', 'Air kelapa'],
  ['(Hoaks): Air kelapa', 'Air kelapa'],
  ['Hoaks! Air kelapa', 'Air kelapa'],
  ['SALAH : Air kelapa', 'Air kelapa'],
  ['Cek Fakta: Salah: Air kelapa', 'Air kelapa'],
  ['[Cek Fakta] [SALAH]: Air kelapa', 'Air kelapa'],
  ['CEK FAKTA – Hoaks: Air kelapa', 'Air kelapa'],
  ['[SALAH]Air kelapa', 'Air kelapa'],
])('the title “%s” states the verdict, and what is left is “%s”', (title, rest) => {
  expect(readOf({ title })).toEqual(['salah', rest]);
});

test.each([
  'Air kelapa [SALAH] menyembuhkan',
  'Air kelapa, hoaks: begini',
  'Warga: air kelapa',
  'Cek Fakta: air kelapa',
  'Hoaks',
  'Hoaks:',
])('the title “%s” states no verdict, and none is guessed', (title) => {
  expect(readOf({ title })).toContain('no verdict is stated');
  expect(readOf({ title, label: 'Salah' })).toEqual(['salah', title]);
});

test('what a bracket calls no verdict refuses the row; a lone bracket does not', () => {
  expect(readOf({ title: '[Foto] Air kelapa' })).toContain('"Foto" is no label');
  expect(readOf({ title: '[SALAH]' })).toContain('no verdict is stated');
});

test.each([
  [['Hoaks'], 'salah'],
  [['Hoaks', 'Salah', 'Kesehatan'], 'salah'],
  [['Fakta', 'Hoaks'], 'salah'],
])('of the categories %j the verdict is %s', (categories, verdict) => {
  expect(readOf({ categories })).toEqual([verdict, item.title]);
});

test.each([[['Fakta']], [['Hoaks', 'Penipuan']], [['Kesehatan']], [[]]])(
  'of the categories %j no verdict is taken',
  (categories) => {
    expect(readOf({ categories })).toContain('no verdict is stated');
  },
);

test('a row that is refused names its title, else its address, and its line', () => {
  expect(rowOf({ url: undefined })).toEqual({
    type: 'refused',
    line: 3,
    reason: '"Air kelapa menyembuhkan": has no address',
  });
  expect(rowOf({ title: ' ' })).toMatchObject({ reason: `"${item.url}": no verdict is stated` });
  expect(readOf({ url: 'https://cek.example/', label: 'Salah' })).toContain('home page');
  expect(readOf({ label: 'Entahlah' })).toMatch(/^"Air kelapa.*"Entahlah" is no label/);
});

test('texts are cut between words, at their lengths, and never within a sign', () => {
  const words = 'kata '.repeat(400);
  const row = rowOf({ label: 'Salah', title: words, summary: words, org: 'X'.repeat(300) });
  const { title = '', summary = '', org = '' } = row.type === 'read' ? row.factCheck : {};
  expect([title.length, summary.length, org.length]).toEqual([595, 495, 200]);
  for (const text of [title, summary]) expect(text).toMatch(/kata…$/);
  const signs = rowOf({ label: 'Salah', title: '😀'.repeat(400) });
  const cut = signs.type === 'read' ? signs.factCheck.title : '';
  expect([cut.length, cut.isWellFormed(), cut.endsWith('😀…')]).toEqual([599, true, true]);
  expect(readOf({ label: 'Salah', title: 'x'.repeat(600) })).toEqual(['salah', 'x'.repeat(600)]);
});

test('an address is one whatever campaign led to it, and another where it asks for something else', () => {
  const bare = idOf('https://cek.example/a');
  const same = [
    ...['https://www.cek.example/a', 'https://CEK.example/a/', 'https://cek.example/a//'],
    ...['?utm_source=x', '?fbclid=x', '?gclid=x&utm_a=b', '#bagian'].map(
      (end) => `https://cek.example/a${end}`,
    ),
  ];
  expect(same.map(idOf)).toEqual(same.map(() => bare));
  const others = ['?p=1', '?p=2', '?fbclids=1', '?gclide=1', '?my_utm_x=1', '/b'];
  const ids = others.map((end) => idOf(`https://cek.example/a${end}`));
  expect(new Set([bare, ...ids]).size).toBe(others.length + 1);
  expect(bare).toMatch(/^cek-example-[0-9a-f]{12}$/);
  expect(idOf('tanpa alamat')).toMatch(/^web-/);
});

const rss = (inside: string, before = '') =>
  `${before}<rss><channel><title>Cek Contoh</title>${inside}</channel></rss>`;
const urlOf = (inside: string) => readFeed(rss(`<item>${inside}</item>`), undefined)[0]?.url;

test.each([
  ['<link> https://cek.example/a </link>', 'https://cek.example/a'],
  ['<guid> https://cek.example/g </guid>', 'https://cek.example/g'],
  ['<guid>http://cek.example/g</guid>', 'http://cek.example/g'],
  ['<guid isPermaLink="true">https://cek.example/g</guid>', 'https://cek.example/g'],
  ['<guid isPermaLink="false">https://cek.example/g</guid>', undefined],
  ['<guid>id https://cek.example/g</guid>', undefined],
  ['<guid>tag:cek,1</guid>', undefined],
  ['<title>tanpa</title>', undefined],
  ['<link/><guid>https://cek.example/g</guid>', 'https://cek.example/g'],
  ['<atom:link xmlns:atom="a">https://x.example/</atom:link>', undefined],
])('an item with %s leads to %s', (inside, url) => {
  expect(urlOf(inside)).toBe(url);
});

test('a feed of Atom gives each entry its page, its categories and the day it came out, not that of its last edit', () => {
  const entry = (inside: string) =>
    readFeed(`<feed><title>Cek</title><entry>${inside}</entry></feed>`, undefined)[0];
  const links =
    '<link rel="self" href="https://a.example/s"/><link rel="alternate" href="https://a.example/p"/>';
  const full = `${links}<title>Air &amp; kelapa</title><category term="Hoaks"/><category/><summary>Isi</summary><updated>2026-11-03</updated>`;
  expect(entry(full)).toMatchObject({
    url: 'https://a.example/p',
    title: 'Air & kelapa',
    categories: ['Hoaks'],
    summary: 'Isi',
    publishedAt: '2026-11-03',
    org: 'Cek',
  });
  const edited = '<updated>2026-11-20</updated><published>2026-11-02</published>';
  expect(entry(edited)).toMatchObject({ publishedAt: '2026-11-02' });
  expect(entry('<link href="https://a.example/q"/>')).toMatchObject({ url: 'https://a.example/q' });
  expect(entry('')).toMatchObject({ url: undefined, title: '', categories: [], summary: '' });
});

test('items beside the channel are read as well, and none twice', () => {
  const one = '<item><title>Satu</title></item>';
  const titles = (xml: string) => readFeed(xml, 'X').map(({ title }) => title);
  expect(titles(`<rdf><channel/>${one}</rdf>`)).toEqual(['Satu']);
  expect(titles(`<rss>${one}</rss>`)).toEqual(['Satu']);
  expect(titles(rss(one))).toEqual(['Satu']);
});

const REVIEW = JSON.stringify({
  '@type': 'ClaimReview',
  url: 'https://cek.example/a',
  claimReviewed: 'Air kelapa',
  author: 'Cek',
});
const kindOf = (text: string) => {
  try {
    return readDocument({ text }).length;
  } catch (error) {
    return (error as Error).message;
  }
};
const feed = rss('<item><title>Satu</title></item>');
const page = `<script type="application/ld+json">${REVIEW}</script>`;

test.each([
  [`\uFEFF  ${feed}`, 1],
  [`<?xml version="1.0"?>\n<!-- catatan -->\n<?xml-stylesheet?><!-- lagi -->${feed}`, 1],
  [`<!doctype html>${page}`, 1],
  [`<!DOCTYPE   html>\n${page}`, 1],
  [`<?xml version="1.0"?><html xmlns="h">${page}</html>`, 1],
  [`<div>${page}</div>`, 1],
  [` \n${REVIEW}`, 1],
  [`<!doctype rss [<!ENTITY a "b">]>${feed}`, /DOCTYPE/],
  [`<!-- c --><!DOCTYPE foo>${feed}`, /DOCTYPE/],
  ['<?xml version="1.0"?><daftar/>', /XML, but no feed/],
  ['<?xml version="1.0"?><!-- tak berakhir', /XML, but no feed/],
  ['<div>tanpa</div>', /no fact-checks/],
  ['bukan json', /neither JSON/],
  ['[]', /no fact-checks/],
  ['null', /no fact-checks/],
])('of the document %j is read: %s', (text, told) => {
  if (typeof told === 'number') expect(kindOf(text)).toBe(told);
  else expect(kindOf(text)).toMatch(told);
});

test.each([
  ['<script type=application/ld+json>{"a":1}</script>', 1],
  ['<script type = "application/ld+json" id="x">{"a":1}</script>', 1],
  ['<SCRIPT TYPE=\'APPLICATION/LD+JSON\'>{"a":1}</SCRIPT>', 1],
  ['<script type="text/javascript">{"a":1}</script>', 0],
  ['<script>{"a":1}</script>', 0],
  [
    '<script type="application/ld+json">{"a":</script><script type="application/ld+json">[]</script>',
    1,
  ],
  ['<script type="application/ld+json">{"a":1}', 0],
])('the page %s holds so many documents: %d', (text, count) => {
  expect(readJsonLd(text)).toHaveLength(count);
});

test('a review without an author is its publisher’s, its page’s, or its host’s; its address is that of the page', () => {
  const of = (review: object, place: object = {}) => {
    const text = JSON.stringify({ '@type': 'ClaimReview', ...review });
    return readDocument({ text, ...place })[0];
  };
  const place = { url: 'https://cek.example/a/b', org: 'Posko' };
  expect(of({ author: { name: 'A' }, publisher: 'B' }, place)?.org).toBe('A');
  expect(of({ publisher: { name: 'B' } }, place)?.org).toBe('B');
  expect(of({}, place)).toMatchObject({
    org: 'Posko',
    url: place.url,
    title: '',
    summary: undefined,
  });
  expect(of({}, { url: place.url })?.org).toBe('cek.example');
  expect(of({})).toMatchObject({ org: '', url: undefined });
  expect(of({ url: '../c' }, place)?.url).toBe('https://cek.example/c');
  const told = {
    name: 'Nama',
    headline: 'Judul',
    claimReviewed: 'Klaim <b>x</b>',
    description: 'a &amp; b',
  };
  expect(of(told)).toMatchObject({ title: 'Nama', claim: 'Klaim x', summary: 'a & b' });
  expect(of({ ...told, name: undefined })?.title).toBe('Judul');
  expect(of({ claimReviewed: 'Klaim' })?.title).toBe('Klaim');
});

test('posts of WordPress keep their categories, what they say and whose they are', () => {
  const post = {
    link: 'https://cek.example/a',
    date: '2026-11-03T10:00:00',
    title: { rendered: '[SALAH] Air' },
    excerpt: { rendered: '<p>Isi pendek […]</p>' },
    content: { rendered: '<p>Isi [1] lengkap […] ya</p>' },
    _embedded: { 'wp:term': [[{ name: 'Hoaks' }, {}], [{ name: 'Air' }]] },
  };
  const of = (value: object, place: object = {}) =>
    readDocument({ text: JSON.stringify([value]), ...place })[0];
  expect(of(post, { url: 'https://cek.example/wp-json' })).toMatchObject({
    categories: ['Hoaks', 'Air'],
    summary: 'Isi pendek…',
    explanation: 'Isi [1] lengkap […] ya',
    org: 'cek.example',
  });
  const bare = { link: post.link, title: post.title };
  expect(of(bare)).toMatchObject({
    categories: [],
    summary: '',
    explanation: '',
    org: 'WordPress',
  });
  expect(of({ ...bare, _embedded: {} }, { org: 'X' })).toMatchObject({ categories: [], org: 'X' });
});

test('XML is read to a depth of forty, and an element without words has none', () => {
  const deep = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
  expect(() => parseXml(deep(40))).not.toThrow();
  expect(() => parseXml(deep(41))).toThrow('too many elements');
  const root = parseXml('\uFEFF \n<x><a>  </a><b> kata <c/> ini </b><p:q>r</p:q></x>');
  expect(textOf(root, 'a')).toBeUndefined();
  expect(textOf(root, 'b')).toBe('kata  ini');
  expect(textOf(root, 'q')).toBe('r');
});
