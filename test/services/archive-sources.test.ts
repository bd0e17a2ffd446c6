import { createHash } from 'node:crypto';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { withCopies } from '../../src/domain/fact-checks/citation.ts';
import { createPageFetcher } from '../../src/imports/fetch-page.ts';
import type { Store } from '../../src/ports/store.ts';
import { readCopy } from '../../src/services/fact-checks/archive-sources.ts';
import { migrateMongo, openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { citationList } from '../../src/web/shared/citation-list.ts';
import { aFactCheck, aMasterKey, aPost } from '../support/builders.ts';
import { openLoopbackSite } from '../support/loopback-site.ts';
import { openTestMongo } from '../support/mongo.ts';

const MINUTE = 60_000;
const YEAR = 365 * 86_400_000;
const PAGE = '<h1>Bank tetap buka</h1>';
const sha256 = createHash('sha256').update(PAGE).digest('hex');

const mongo = await openTestMongo();
afterAll(() => mongo.close());
const seal = createSeal(aMasterKey());
const stores: Record<string, () => Promise<Store>> = {
  SQLite: async () => openSqlite(':memory:', seal),
  MongoDB: async () => {
    const url = mongo.url();
    await migrateMongo(url, { isDry: false });
    return openMongo(url, seal);
  },
};

async function aPostWith(open: () => Promise<Store>, pages: Record<string, string>) {
  const site = await openLoopbackSite(pages);
  const store = await open();
  const fetchPage = createPageFetcher({ allowsLoopback: true });
  const post = await aPost(store, { fetchPage });
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  const cite = async (...urls: string[]) => {
    await store.factChecks.save([aFactCheck({ id: 'a', citations: urls.map((url) => ({ url })) })]);
    await post.wait(2 * MINUTE);
    return store.factChecks.get('a');
  };
  return { site, store, post, cite };
}

describe.each(Object.entries(stores))('on %s', (_, open) => {
  test('a page that is gone keeps its copy, longer than any file of a citizen', async () => {
    const { site, store, post, cite } = await aPostWith(open, { '/siaran': PAGE });
    const cited = await cite(`${site.url}/siaran`);
    expect(cited?.citations?.[0]?.copy).toMatchObject({ sha256, size: PAGE.length });
    expect(cited?.version).toBe(1);
    delete site.pages['/siaran'];
    expect((await fetch(`${site.url}/siaran`)).status).toBe(404);
    await store.media.keep({ sha256, mime: 'text/html', size: 1 }, Buffer.from(PAGE), 0);
    const later = post.clock.now() + YEAR;
    const times = { letter: later, tip: later, media: later, address: later };
    await store.retention.erase({ ...times, farewell: later, tally: later });
    const copy = await readCopy(post.deps, { id: 'a', sha256 });
    expect(Buffer.from(copy ?? []).toString()).toBe(PAGE);
    expect(await store.media.read(sha256)).toBeUndefined();
    expect((await store.factChecks.get('a'))?.citations).toEqual(cited?.citations);
  });

  test('where there is no copy, the reason is kept, and the page is not asked again', async () => {
    const { site, cite, post } = await aPostWith(open, { '/besar': 'x'.repeat(6_000_000) });
    const gone = `${site.url}/hilang`;
    const cited = await cite(gone, `${site.url}/besar`, 'http://10.0.0.1/', 'http://127.0.0.1:1/');
    const reasons = cited?.citations?.map(({ noCopy }) => noCopy?.why);
    expect(reasons).toEqual(['refused', 'large', 'closed', 'unreachable']);
    const asked = site.asked.length;
    await post.wait(10 * MINUTE);
    expect(site.asked).toHaveLength(asked);
  });
});

test('nothing is fetched until the operator allows it, and another fact-check does not show a copy', async () => {
  const site = await openLoopbackSite({ '/siaran': PAGE });
  const store = openSqlite(':memory:', seal);
  const post = await aPost(store);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const copy = { sha256, mime: 'text/html', size: 1, at: 0 };
  const citations = [{ url: `${site.url}/siaran` }];
  await store.factChecks.save([aFactCheck({ id: 'a', citations }), aFactCheck({ id: 'b' })]);
  await post.wait(10 * MINUTE);
  expect(site.asked).toEqual([]);
  await store.factChecks.save([
    aFactCheck({ id: 'a', citations: [{ url: site.url, copy }], version: 2 }),
  ]);
  expect(await readCopy(post.deps, { id: 'a', sha256 })).toBeUndefined();
  expect(await readCopy(post.deps, { id: 'b', sha256 })).toBeUndefined();
});

describe('the Wayback Machine', () => {
  const found = (url: string) =>
    JSON.stringify({ archived_snapshots: { closest: { available: true, url, status: '200' } } });

  /** A post whose operator allows to ask a stand-in for archive.org, which gives this answer. */
  async function afterAsking(answer: string, pages: Record<string, string> = { '/siaran': PAGE }) {
    const site = await openLoopbackSite(pages);
    const url = `${site.url}/siaran`;
    const asked = `/available?${new URLSearchParams({ url })}`;
    site.pages[asked] = answer;
    const store = openSqlite(':memory:', seal);
    const fetchPage = createPageFetcher({ allowsLoopback: true, wayback: `${site.url}/available` });
    const post = await aPost(store, { fetchPage });
    onTestFinished(async () => {
      expect(post.errors).toEqual([]);
      await post.close();
      await store.close();
    });
    await store.factChecks.save([aFactCheck({ id: 'a', citations: [{ url }] })]);
    await post.wait(2 * MINUTE);
    expect(site.asked.map(({ path }) => path)).toContain(asked);
    const factCheck = await store.factChecks.get('a');
    const [citation] = factCheck?.citations ?? [];
    return { citation, page: citationList(factCheck?.citations ?? [], 'id')?.toString(), url };
  }

  test('has its copy linked beside our own, and beside the reason why we have none', async () => {
    const copy = 'http://web.archive.org/web/20261124000000/https://bi.go.id/siaran';
    const kept = await afterAsking(found(copy));
    expect(kept.citation).toMatchObject({
      copy: { sha256 },
      wayback: copy.replace('http:', 'https:'),
    });
    expect(kept.page).toContain(`<a href="${copy.replace('http:', 'https:')}"`);
    const gone = await afterAsking(found(copy), {});
    expect(gone.citation).toMatchObject({ noCopy: { why: 'refused' } });
    expect(gone.page).toContain('Salinan di Wayback Machine');
    const cited = [{ url: gone.url }];
    expect(withCopies(cited, gone.citation ? [gone.citation] : [])).toEqual([gone.citation]);
  });

  test.each([
    ['nothing', '{"archived_snapshots": {}}'],
    ['another site', found('https://jahat.example/web/1')],
    ['a script', found('javascript:alert(1)')],
    ['no JSON', '<html>'],
  ])('that answers with %s changes nothing', async (_, answer) => {
    const { citation, page } = await afterAsking(answer);
    expect(citation?.copy?.sha256).toBe(sha256);
    expect(citation).not.toHaveProperty('wayback');
    expect(page).not.toContain('Wayback');
  });
});
