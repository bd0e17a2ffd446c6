import { expect, onTestFinished, test } from 'vitest';
import { createFactCheckSource } from '../../src/imports/create-source.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { FactCheckSource } from '../../src/ports/fact-check-source.ts';
import { listChanges } from '../../src/services/fact-checks/proposed-change.ts';
import { refreshSource } from '../../src/services/fact-checks/refresh-sources.ts';
import {
  addSource,
  listSources,
  removeSource,
  saveSource,
} from '../../src/services/fact-checks/sources.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { openLoopbackSite, type Page } from '../support/loopback-site.ts';
import { openChanges } from '../support/open-changes.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;

const feed = (...titles: string[]) =>
  `<rss><channel><title>Cek Contoh</title>${titles
    .map(
      (title, at) =>
        `<item><title>${title}</title><link>https://cek.example/${at}</link><description>Tidak benar.</description></item>`,
    )
    .join('')}</channel></rss>`;

/** Two posts on one store, as two workers, and a site that both may ask. */
async function openPosts(pages: Record<string, Page>) {
  const site = await openLoopbackSite(pages);
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const clock = new VirtualClock(MORNING);
  const factCheckSource = createFactCheckSource({ store, fetch: { allowsLoopback: true } });
  const settings = { organisations: ['Cek Contoh'] };
  const here = await aPost(store, { clock, factCheckSource, settings });
  const there = await aPost(store, { clock, factCheckSource, settings });
  onTestFinished(async () => {
    await here.close();
    await there.close();
    await store.close();
  });
  /** The address is one of this machine, which nobody could add. */
  const add = async (path: string, everyHours = 6) => {
    const source = `https://cek.example${path}`;
    const added = await addSource(here.deps, { source, everyHours }, 'Edi');
    if (added.type !== 'added') throw new Error(added.type);
    await saveSource(
      { store },
      {
        ...added.source,
        source: `${site.url}${path}`,
        hosts: ['cek.example'],
      },
    );
  };
  const wait = async (ms: number) => {
    await here.wait(ms);
    await there.settle();
  };
  const only = async () => {
    const [source] = await listSources({ store });
    if (!source) throw new Error('there is no source');
    return source;
  };
  return { ...site, here, there, store, clock, factCheckSource, add, wait, only };
}

test('a source is taken in when it is due, by one of the workers, again and again', async () => {
  const { add, wait, asked, pages, store, here, there, only } = await openPosts({
    '/feed': feed('[SALAH] Satu'),
  });
  await add('/feed');
  await wait(60_000);
  expect(asked).toHaveLength(1);
  expect(await only()).toMatchObject({ failures: 0, leasedUntil: 0, last: { new: 1, same: 0 } });
  const { factChecks } = await store.factChecks.since(0, 9);
  expect(factChecks[0]?.from).toMatchObject({ source: (await only()).source });
  pages['/feed'] = feed('[SALAH] Satu', '[PENIPUAN] Dua');
  await wait(5 * HOUR);
  expect(asked).toHaveLength(1);
  await wait(HOUR + 60_000);
  expect(asked).toHaveLength(2);
  expect((await only()).last).toMatchObject({ new: 1, same: 1 });
  const events = (await store.audit.list(9)).filter(({ what }) => what === 'imported');
  expect(events).toHaveLength(2);
  expect([...here.errors, ...there.errors]).toEqual([]);
});

test('what fails is asked for later and later, and once it answers as before', async () => {
  const { add, wait, asked, pages, only } = await openPosts({ '/feed': { body: '', status: 503 } });
  await add('/feed', 1);
  await wait(60_000);
  expect(await only()).toMatchObject({
    failures: 1,
    last: { error: expect.stringMatching(/503/) },
  });
  await wait(15 * 60_000);
  expect(asked).toHaveLength(2);
  await wait(15 * 60_000);
  expect(asked).toHaveLength(2);
  await wait(16 * 60_000);
  expect([asked.length, (await only()).failures]).toEqual([3, 3]);
  pages['/feed'] = feed('[SALAH] Satu');
  await wait(61 * 60_000);
  expect(await only()).toMatchObject({ failures: 0, last: { new: 1 } });
  expect((await only()).last?.error).toBeUndefined();
});

test('while one process takes a source no other does, until its time is over', async () => {
  const { add, only, store, clock, here, factCheckSource } = await openPosts({
    '/feed': feed('[SALAH] Satu'),
  });
  await add('/feed');
  const gate = Promise.withResolvers<void>();
  const slow: FactCheckSource = {
    ...factCheckSource,
    fromAddress: async (...asked) => {
      await gate.promise;
      return factCheckSource.fromAddress(...asked);
    },
  };
  const seen = await only();
  const first = refreshSource({ ...here.deps, factCheckSource: slow }, seen);
  const parts = { ...here.deps, factCheckSource };
  expect((await refreshSource(parts, seen)).type).toBe('busy');
  expect((await refreshSource(parts, await only())).type).toBe('busy');
  const dead = await only();
  gate.resolve();
  expect((await first).type).toBe('taken');
  await saveSource({ store }, { ...(await only()), leasedUntil: dead.leasedUntil });
  await clock.advance(16 * 60_000, async () => {});
  expect((await refreshSource(parts, await only())).type).toBe('taken');
});

test('what of a source needs a second person is proposed by who added it, who cannot review it then', async () => {
  const { add, only, store, here, factCheckSource } = await openPosts({
    '/feed': feed('[SALAH] Vaksin polio berbahaya'),
  });
  await add('/feed');
  const settings = { ...here.deps.settings, secondPerson: ['health' as const] };
  await refreshSource({ ...here.deps, settings, factCheckSource }, await only());
  expect(await listChanges({ store })).toMatchObject([{ by: 'Edi', wanted: { type: 'import' } }]);
});

test('a source that is removed while it is taken stays removed', async () => {
  const { add, only, store, here, factCheckSource } = await openPosts({
    '/feed': feed('[SALAH] Satu'),
  });
  await add('/feed');
  const removing: FactCheckSource = {
    ...factCheckSource,
    fromAddress: async (...asked) => {
      await store.documents.remove('source', await only());
      return factCheckSource.fromAddress(...asked);
    },
  };
  await refreshSource({ ...here.deps, factCheckSource: removing }, await only());
  expect(await listSources({ store })).toEqual([]);
});

test.each([
  ['http://cek.example/feed', 6],
  ['https://', 6],
  ['google:', 6],
  ['/etc/passwd', 6],
  ['https://cek.example/feed', 0],
  ['https://cek.example/feed', 1.5],
])('%s every %s hours is no source', async (source, everyHours) => {
  const { here } = await openPosts({});
  expect((await addSource(here.deps, { source, everyHours }, 'Edi')).type).toBe('bad');
});

test('one address is one source', async () => {
  const { here } = await openPosts({});
  const wanted = { source: 'https://cek.example/feed', everyHours: 6 };
  expect((await addSource(here.deps, wanted, 'Edi')).type).toBe('added');
  expect((await addSource(here.deps, wanted, 'Edi')).type).toBe('known');
});

test('who added a source and who removed it is on record', async () => {
  const { deps, audited } = await openChanges();
  const wanted = { source: 'https://cek.example/feed', everyHours: 6 };
  const added = await addSource(deps, wanted, 'edi');
  const id = added.type === 'added' ? added.source.id : '';
  expect(await removeSource(deps, id, 'rina')).toBe(true);
  expect(await audited()).toMatchObject([
    { what: 'source-added', by: 'edi', of: id },
    { what: 'source-removed', by: 'rina', of: id },
  ]);
});
