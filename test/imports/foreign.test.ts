import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { createFactCheckSource } from '../../src/imports/create-source.ts';
import { idOf } from '../../src/imports/to-fact-check-row.ts';
import { aFactCheck, aFolder, aMasterKey } from '../support/builders.ts';
import { openLoopbackSite } from '../support/loopback-site.ts';

const url = 'https://lain.example/cek/1';
const known = aFactCheck({ id: idOf(url), url, title: 'Bank tutup', verdict: 'salah' });

/** What a feed on another host brings, that says this of an article of lain.example. */
async function bring(title: string, hosts: readonly string[] = []) {
  const feed = `<rss><channel><title>Feed</title><item><title>${title}</title><link>${url}</link></item></channel></rss>`;
  const site = await openLoopbackSite({ '/feed': feed });
  const store = await openMemoryStore([known], aMasterKey());
  onTestFinished(() => store.close());
  const source = createFactCheckSource({ store, fetch: { allowsLoopback: true } });
  const read = await source.fromAddress(`${site.url}/feed`, { hosts });
  if (read.type !== 'gathered') throw new Error(read.why);
  const { factChecks, same, refused } = read.gathered;
  return { titles: factChecks.map((each) => each.title), same, refused };
}

test('a source changes no fact-check of another owner, unless an admin allowed it to', async () => {
  expect(await bring('[BENAR] Bank tutup sebulan')).toEqual({
    titles: [],
    same: 0,
    refused: [{ line: 1, reason: `${idOf(url)} belongs to lain.example` }],
  });
  const allowed = await bring('[BENAR] Bank tutup sebulan', ['lain.example']);
  expect(allowed).toMatchObject({ titles: ['Bank tutup sebulan'], refused: [] });
});

test('a path of this machine is no address, though a feed lies there', async () => {
  const path = join(aFolder(), 'feed.xml');
  writeFileSync(path, '<rss><channel><item><title>[SALAH] Bank</title></item></channel></rss>');
  const store = await openMemoryStore([], aMasterKey());
  onTestFinished(() => store.close());
  const read = await createFactCheckSource({ store }).fromAddress(path, {});
  expect(read).toEqual({ type: 'refused', why: `${path} is no address` });
});

test('a source that says nothing is left as soon as the asking is called off', async () => {
  const isAsked = Promise.withResolvers<void>();
  const site = await openLoopbackSite({ '/feed': () => isAsked.resolve() });
  const store = await openMemoryStore([], aMasterKey());
  onTestFinished(() => store.close());
  const fetch = { allowsLoopback: true, timeoutMs: 600_000 };
  const calling = new AbortController();
  const { signal } = calling;
  const read = createFactCheckSource({ store, fetch }).fromAddress(`${site.url}/feed`, { signal });
  await isAsked.promise;
  calling.abort();
  expect(await read).toMatchObject({ type: 'refused' });
});

test('a store that fails is no fault of the source, from an address or a file', async () => {
  const feed = `<rss><channel><item><title>[SALAH] Bank</title><link>${url}</link></item></channel></rss>`;
  const site = await openLoopbackSite({ '/feed': feed });
  const store = await openMemoryStore([], aMasterKey());
  await store.close();
  const source = createFactCheckSource({ store, fetch: { allowsLoopback: true } });
  const file = { name: 'feed.xml', bytes: Buffer.from(feed) };
  await expect(source.fromAddress(`${site.url}/feed`, {})).rejects.toThrow();
  await expect(source.fromFile(file, 'Cek')).rejects.toThrow();
});
