import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { Asking } from '../../src/imports/read-source.ts';
import { readSourceBatch } from '../../src/imports/read-source-batch.ts';
import type { Store } from '../../src/ports/store.ts';
import { importBatch } from '../../src/services/fact-checks/import-fact-checks.ts';
import { openLoopbackSite, type Page } from '../support/loopback-site.ts';
import { jsonLines, posko, temporaryFolder } from '../support/posko.ts';
import { MORNING } from '../support/stage.ts';

async function openImports(pages: Record<string, Page>) {
  const site = await openLoopbackSite(pages);
  const store = await openMemoryStore([]);
  onTestFinished(() => store.close());
  const take = (source: string, changes: Asking = {}) => importSource(store, source, changes);
  const all = async () => (await store.factChecks.since(0, 100)).factChecks;
  return { ...site, store, take, all };
}

async function importSource(store: Store, source: string, changes: Asking = {}) {
  const asking = { fetch: { allowsLoopback: true }, ...changes };
  return importBatch({ store, now: MORNING }, await readSourceBatch(store, source, asking));
}

const rss = (...items: [title: string, link: string, text?: string][]) =>
  `<rss><channel><title>Cek Contoh</title>${items
    .map(
      ([title, link, text = 'Tidak benar menurut kementerian.']) =>
        `<item><title>${title}</title><link>https://cek.example/${link}</link><description>${text}</description></item>`,
    )
    .join('')}</channel></rss>`;

const CLAIM_REVIEW = JSON.stringify({
  '@type': 'ClaimReview',
  url: 'https://cek.example/1',
  claimReviewed: 'Air kelapa menyembuhkan demam',
  author: { name: 'Cek Contoh' },
  reviewRating: { alternateName: 'Hoaks' },
});
const ROW = '{"id":"a","title":"Air rebusan menyembuhkan","verdict":"salah","org":"Uji"}';
const ONE_NEW = '1 new, 0 corrected, 0 changed, 0 as before, 0 refused\n';

const none = { new: 0, same: 0, changed: 0, corrected: 0, refused: [] };

test('a feed is imported with whose it is, and a second time nothing is new', async () => {
  const { url, take, all, asked } = await openImports({
    '/feed': { body: rss(['[SALAH] Satu', '1'], ['Berita biasa', '2']), headers: { etag: '"a"' } },
  });
  expect(await take(`${url}/feed`)).toMatchObject({ new: 1, refused: [{ line: 2 }] });
  expect(await all()).toMatchObject([
    {
      title: 'Satu',
      verdict: 'salah',
      org: 'Cek Contoh',
      url: 'https://cek.example/1',
      changedAt: MORNING,
    },
  ]);
  expect(await take(`${url}/feed`)).toMatchObject({ ...none, same: 1, refused: [{ line: 2 }] });
  expect(asked[1]?.headers['if-none-match']).toBe('"a"');
});

test('a source that has not changed is asked and not read', async () => {
  const { url, pages, take } = await openImports({
    '/feed': {
      body: rss(['[SALAH] Satu', '1']),
      headers: { 'last-modified': 'Mon, 02 Nov 2026 00:00:00 GMT' },
    },
  });
  await take(`${url}/feed`);
  pages['/feed'] = (response, headers) =>
    void response
      .writeHead(headers['if-modified-since'] === 'Mon, 02 Nov 2026 00:00:00 GMT' ? 304 : 500)
      .end();
  expect(await take(`${url}/feed`)).toEqual({ ...none, same: 1 });
});

test('what leaves a source of several pages and comes back undoes no change of a reviewer', async () => {
  const { url, pages, take, all, store } = await openImports({});
  const read = (title: string, link: string) => {
    pages['/feed'] = rss([title, link]);
    return take(`${url}/feed`, { pages: 2 });
  };
  await read('[SALAH] Satu', '1');
  const [known] = await all();
  if (known) await store.factChecks.save([{ ...known, version: 2, verdict: 'benar' }]);
  await read('[SALAH] Dua', '2');
  expect(await read('[SALAH] Satu', '1')).toEqual({ ...none, same: 1 });
  expect((await all()).map(({ verdict }) => verdict)).toEqual(['benar', 'salah']);
});

test("another verdict of the source is a correction; its new excerpt and a reviewer's change stay apart", async () => {
  const { url, pages, take, all, store } = await openImports({
    '/feed': rss(['[SALAH] Satu', '1']),
  });
  await take(`${url}/feed`);
  const [first] = await all();
  if (!first) throw new Error('nothing was imported');
  pages['/feed'] = rss(['[SALAH] Satu', '1', 'Potongan lain dari tulisan yang sama.']);
  expect(await take(`${url}/feed`)).toMatchObject({ corrected: 0 });
  expect((await all())[0]?.summary).toBe('Tidak benar menurut kementerian.');
  await store.factChecks.save([
    { ...first, verdict: 'menyesatkan', version: 2, narratives: ['kata-kata warga'] },
  ]);
  expect(await take(`${url}/feed`)).toMatchObject({ same: 1 });
  expect((await all())[0]?.verdict).toBe('menyesatkan');
  pages['/feed'] = rss(['[PENIPUAN] Satu', '1']);
  expect(await take(`${url}/feed`)).toMatchObject({ corrected: 1 });
  expect(await all()).toMatchObject([
    { verdict: 'penipuan', version: 3, narratives: ['kata-kata warga'] },
  ]);
});

test('a page may add what another site has checked, but not correct it', async () => {
  const { url, take, all } = await openImports({
    '/feed': { body: rss(['[SALAH] Satu', '1']) },
    '/other': { body: rss(['[BENAR] Satu', '1'], ['[SALAH] Dua', '2']) },
  });
  await take(`${url}/feed`);
  const report = await take(`${url}/other`);
  expect(report).toMatchObject({ new: 1, corrected: 0, refused: [{ line: 1 }] });
  expect(report.refused[0]?.reason).toContain('belongs to');
  expect((await all()).map(({ verdict }) => verdict)).toEqual(['salah', 'salah']);
});

test('what was withdrawn is not brought back', async () => {
  const { url, pages, take, all, store } = await openImports({
    '/feed': rss(['[SALAH] Satu', '1']),
  });
  await take(`${url}/feed`);
  const [first] = await all();
  if (first) await store.factChecks.save([{ ...first, retracted: 'keliru' }]);
  pages['/feed'] = rss(['[BENAR] Satu', '1']);
  expect(await take(`${url}/feed`)).toMatchObject({ new: 0, corrected: 0, same: 1 });
});

test('a store that has lost what a source gave takes it again', async () => {
  const first = await openImports({
    '/feed': { body: rss(['[SALAH] Satu', '1']), headers: { etag: '"a"' } },
  });
  await first.take(`${first.url}/feed`);
  const store = await openMemoryStore([]);
  for (const { id, ...document } of await first.store.documents.list('import-memory')) {
    await store.documents.put('import-memory', { ...document, id, revision: 0 });
  }
  expect(await importSource(store, `${first.url}/feed`)).toMatchObject({ new: 1 });
  expect(first.asked[1]?.headers['if-none-match']).toBeUndefined();
  await store.close();
});

const wpPost = (id: number) => ({
  link: `https://cek.example/${id}`,
  date: '2026-11-02T10:00:00',
  title: { rendered: `[SALAH] Kabar ${id}` },
});

test('WordPress is read page by page, as far as it is asked for, and never on another host', async () => {
  const page = (id: number, next: string) => ({
    body: JSON.stringify([wpPost(id)]),
    headers: { link: `<${next}>; rel="next"` },
  });
  const { url, take } = await openImports({
    '/posts': page(1, '/posts?page=2'),
    '/posts?page=2': page(2, 'https://evil.example/3'),
  });
  expect(await take(`${url}/posts`)).toMatchObject({ new: 1 });
  expect(await take(`${url}/posts`, { pages: 9, org: 'Cek Contoh' })).toMatchObject({ new: 1 });
});

test('Google Fact Check Tools is asked in Indonesian with the key in a header, page by page', async () => {
  const claim = (id: number) => ({
    text: `Kabar ${id}`,
    claimReview: [
      { url: `https://cek.example/${id}`, textualRating: 'Hoaks', publisher: { name: 'Cek' } },
    ],
  });
  const { url, asked, take } = await openImports({
    '/v1alpha1/claims:search?languageCode=id&pageSize=100&query=air+kelapa': JSON.stringify({
      claims: [claim(1), claim(1)],
      nextPageToken: 'dua',
    }),
    '/v1alpha1/claims:search?languageCode=id&pageSize=100&query=air+kelapa&pageToken=dua':
      JSON.stringify({ claims: [claim(2)] }),
    '/v1alpha1/claims:search?languageCode=id&pageSize=100&reviewPublisherSiteFilter=tempo.co': '{}',
  });
  const google = { googleBase: url, googleKey: 'kunci-rahasia' };
  expect(await take('google:air kelapa', { ...google, pages: 5 })).toMatchObject({ new: 2 });
  expect(await take('google:site:tempo.co', google)).toEqual(none);
  expect(
    asked.every(
      ({ headers, path }) =>
        headers['x-goog-api-key'] === 'kunci-rahasia' && !path.includes('kunci'),
    ),
  ).toBe(true);
  await expect(take('google:x', { googleBase: url })).rejects.toThrow('POSKO_GOOGLE_KEY');
});

test.each([
  ['entities', '<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>', 'DOCTYPE'],
  ['a broken feed', '<rss><channel><item>', 'well-formed'],
  ['no fact-check', '<html><p>halo</p></html>', 'holds no fact-checks'],
])('a source with %s is refused and nothing is kept', async (_, body, reason) => {
  const { url, take, all } = await openImports({ '/': body });
  await expect(take(`${url}/`)).rejects.toThrow(reason);
  expect(await all()).toEqual([]);
});

test('a memory that cannot be read is begun anew, and what is taken says where it is from', async () => {
  const { url, take, all, store } = await openImports({ '/feed': rss(['[SALAH] Satu', '1']) });
  await take(`${url}/feed`);
  expect((await all())[0]?.from).toEqual({ source: `${url}/feed`, at: MORNING });
  const [memory] = await store.documents.list('import-memory');
  if (memory) await store.documents.put('import-memory', { ...memory, value: 'broken' });
  expect(await take(`${url}/feed`)).toMatchObject({ new: 0, same: 1 });
});

test('the command reads saved documents, goes on after a source that fails, and says what failed', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'feed.xml');
  writeFileSync(file, rss(['[SALAH] Satu', '1']));
  const sources = ['http://cek.example/feed', 'https://169.254.169.254/', file];
  const ran = await posko(['import', ...sources, '--data', folder.path, '--json']);
  expect(ran.code).toBe(1);
  expect(jsonLines(ran.stdout)).toMatchObject([{ new: 1 }]);
  expect(ran.stderr).toContain('cek.example: only https is fetched');
  expect(ran.stderr).toContain('169.254.169.254, which is not in the public internet');
  const again = await posko(['import', file, '--data', folder.path]);
  expect([again.code, again.stdout]).toEqual([
    0,
    '0 new, 0 corrected, 0 changed, 1 as before, 0 refused\n',
  ]);
});

test.for<[what: string, name: string, text: string]>([
  ['a saved feed', 'feed.xml', rss(['[SALAH] Satu', '1'])],
  ['a saved page', 'page.html', `<script type="application/ld+json">${CLAIM_REVIEW}</script>`],
  ['rows', 'rows.jsonl', ROW],
])('%s that is only tried out is not kept', async ([, name, text]) => {
  using folder = temporaryFolder();
  const file = join(folder.path, name);
  writeFileSync(file, text);
  const words = ['import', file, '--data', folder.path];
  const tried = await posko([...words, '--dry-run']);
  expect([tried.code, tried.stdout]).toEqual([0, `${ONE_NEW}nothing was changed (--dry-run)\n`]);
  expect((await posko(words)).stdout).toBe(ONE_NEW);
});
