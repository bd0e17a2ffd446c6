import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type RowOptions, readRows } from '../../src/imports/read-rows.ts';
import { type Asking, isDocument, readSource } from '../../src/imports/read-source.ts';
import { openLoopbackSite } from '../support/loopback-site.ts';

const good = {
  title: 'Air kelapa',
  verdict: 'salah',
  url: 'https://cek.example/a',
  org: 'Cek',
  publishedAt: '2026-11-02',
  summary: 'Tidak ada bukti bahwa air kelapa menyembuhkan',
};
const header = 'title,verdict,url,org,publishedAt,summary';
const line = Object.values(good).join(',');

async function rowsOf(given: string | Uint8Array, format: 'csv' | 'jsonl', options?: RowOptions) {
  const bytes = typeof given === 'string' ? Buffer.from(given) : given;
  return Array.fromAsync(readRows(bytes, format, options));
}

const isRead = [expect.objectContaining({ type: 'read', line: 2 })];
const csv = `${header}\n${line}\n`;

test.each([
  ['UTF-8', Buffer.from(csv)],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${csv}`)],
  ['UTF-16', Buffer.from(`\uFEFF${csv}`, 'utf16le')],
  ['UTF-16 without its mark', Buffer.from(csv, 'utf16le')],
  ['UTF-16, the other way round', Buffer.from(`\uFEFF${csv}`, 'utf16le').swap16()],
  ['UTF-16, the other way round, without its mark', Buffer.from(csv, 'utf16le').swap16()],
  ['gzip', gzipSync(csv)],
  ['semicolons', Buffer.from(csv.replaceAll(',', ';'))],
  ['tabs', Buffer.from(csv.replaceAll(',', '\t'))],
  ['strokes', Buffer.from(csv.replaceAll(',', '|'))],
])('a table in %s is read', async (_, bytes) => {
  expect(await rowsOf(bytes, 'csv')).toEqual(isRead);
});

test('old letters are read as Windows wrote them; a damaged byte refuses its row alone', async () => {
  const older = Buffer.from(csv.replace('Air kelapa', 'Caf\u00e9'), 'latin1');
  const [row] = await rowsOf(older, 'csv');
  expect(row?.type === 'read' && row.factCheck.title).toBe('Café');
  const sound = Buffer.from(`${header}\n${line.replace('Air', 'Caf\u00e9')}\n`);
  const damaged = Buffer.concat([sound, Buffer.from([0xff]), Buffer.from(`${line}\n`)]);
  const rows = await rowsOf(damaged, 'csv');
  expect(rows.map(({ type }) => type)).toEqual(['read', 'refused']);
  expect(rows[1]).toMatchObject({ line: 3, reason: expect.stringContaining('not UTF-8') });
});

test.each([
  ['null', 'is not an object'],
  ['3', 'is not an object'],
  ['"kata"', 'is not an object'],
  ['[]', 'is not an object'],
  ['{', 'is not JSON'],
])('the line %s is refused as one that %s, and kept to be mended', async (text, reason) => {
  const rows = await rowsOf(`\n  \n${text}\r\n${JSON.stringify(good)}`, 'jsonl');
  const raw = text === '{' ? text : JSON.parse(text);
  expect(rows[0]).toEqual({ type: 'refused', line: 3, reason, raw });
  expect(rows[1]).toMatchObject({ type: 'read', line: 4 });
  expect(rows[1]).not.toHaveProperty('raw');
});

test('a row gets its id from its address, empty cells are none, and a cell holds several wordings', async () => {
  const one = { ...good, claim: '', narratives: 'satu || dua||tiga ', _note: 'x', warna: 'y' };
  const told: string[][] = [];
  const onUnknown = (columns: readonly string[]) => told.push([...columns]);
  const [row] = await rowsOf(JSON.stringify(one), 'jsonl', { onUnknown });
  const factCheck = row?.type === 'read' ? row.factCheck : undefined;
  expect(factCheck).toMatchObject({
    id: expect.stringMatching(/^cek-example-/),
    narratives: ['satu', 'dua', 'tiga'],
  });
  expect(factCheck).not.toHaveProperty('claim');
  expect(told).toEqual([['warna']]);
  await rowsOf(JSON.stringify(good), 'jsonl', { onUnknown });
  expect(told).toHaveLength(1);
  const [named] = await rowsOf(JSON.stringify({ ...good, id: 'milik-kami' }), 'jsonl');
  expect(named?.type === 'read' && named.factCheck.id).toBe('milik-kami');
  const [nameless] = await rowsOf(JSON.stringify({ ...good, url: undefined }), 'jsonl');
  expect(nameless).toMatchObject({ type: 'refused', reason: expect.stringContaining('id') });
});

test('columns are known by our names, by names of others, and by what the operator says', async () => {
  const { title, ...rest } = good;
  const [row] = await rowsOf(JSON.stringify({ ...rest, Judulnya: title }), 'jsonl', {
    columns: { Judulnya: 'title' },
  });
  expect(row?.type === 'read' && row.factCheck.title).toBe(title);
  const [first] = await rowsOf(JSON.stringify({ ...good, Judulnya: 'lain' }), 'jsonl', {
    columns: { Judulnya: 'title' },
  });
  expect(first?.type === 'read' && first.factCheck.title).toBe(title);
});

test.each([
  ['csv', `${header}\n"a`, /no sound CSV/],
  ['csv', '', /no rows/],
  ['csv', header, /no rows/],
  ['jsonl', ' \n', /no rows/],
] as const)('a %s that reads %j is refused as a whole', async (format, text, why) => {
  await expect(rowsOf(text, format)).rejects.toThrow(why);
});

test('a packed file that is cut off is refused with what to do', async () => {
  const cut = gzipSync(csv.repeat(50)).subarray(0, 40);
  await expect(rowsOf(cut, 'csv')).rejects.toThrow(
    /not whole, or holds more than 400 MB: split it/,
  );
});

const feedOf = (title: string) =>
  `<rss><channel><title>Cek</title><item><title>${title}</title><link>https://cek.example/${title}</link></item></channel></rss>`;

/** Asks a site of three pages, and says which titles came. */
async function asked(asking: Partial<Asking>, link?: (page: number, host: string) => string) {
  const site = await openLoopbackSite({});
  const named = link ?? ((page, host) => `<${host}/${page + 1}>; rel="next"`);
  for (const page of [1, 2, 3]) {
    const headers = { link: named(page, site.url), etag: `"e${page}"` };
    site.pages[`/${page}`] = { body: feedOf(`t${page}`), headers };
  }
  const known = { etag: '"alt"', lastModified: 'Mon, 02 Nov 2026 00:00:00 GMT' };
  const options = { org: undefined, googleKey: undefined, fetch: { allowsLoopback: true } };
  const read = await readSource(`${site.url}/1`, { ...options, ...asking } as Asking, known);
  const titles = read === 'unchanged' ? read : read.items.map(({ title }) => title);
  return { titles, headers: site.asked.map(({ headers }) => headers), read };
}

test.each([
  [{}, ['t1']],
  [{ pages: 1 }, ['t1']],
  [{ pages: 2 }, ['t1', 't2']],
  [{ pages: 3 }, ['t1', 't2', 't3']],
])('of a source asked with %j these are read: %j', async (asking, titles) => {
  const told = await asked(asking);
  expect(told.titles).toEqual(titles);
  expect(told.read).toMatchObject({ etag: '"e1"' });
});

test.each([
  [(page: number) => `</${page + 1}>; rel=next`, 3],
  [(page: number) => `</${page + 1}>;REL="next"`, 3],
  [(page: number) => `</0>; rel="prev", </${page + 1}> ; rel="next"`, 3],
  [(_: number, host: string) => `<${host.replace('127.0.0.1', 'localhost')}/2>; rel="next"`, 1],
  [() => '</2>; rel="prev"', 1],
  [() => '', 1],
])(
  'further pages are those that the site names itself, on its own host: %s',
  async (link, count) => {
    expect((await asked({ pages: 3 }, link)).titles).toHaveLength(count);
  },
);

test('a source that is asked for one page says what we have of it; for several, all is read again', async () => {
  const [one] = (await asked({})).headers;
  expect(one).toMatchObject({ 'if-none-match': '"alt"' });
  expect(one).toHaveProperty('if-modified-since');
  for (const headers of (await asked({ pages: 2 })).headers) {
    expect(headers).not.toHaveProperty('if-none-match');
    expect(headers).not.toHaveProperty('if-modified-since');
  }
});

test.each([
  ['https://cek.example/a', true],
  ['HTTP://cek.example', true],
  ['google:site:cek.example', true],
  ['unduhan/feed.RSS', true],
  ['halaman.htm', true],
  ['halaman.html', true],
  ['data.jsonl', false],
  ['data.csv', false],
  ['salinan-https://x.csv', false],
  ['data.json.gz', false],
])('%s is a document to look into: %s', (source, is) => {
  expect(isDocument(source)).toBe(is);
});
