import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  openApiDocument,
  pageSchema,
  problemSchema,
} from '../../../src/web/public/api/api-routes.ts';
import { aFactCheck } from '../../support/builders.ts';
import { FUZZ } from '../../support/fuzz.ts';
import { watchHeap } from '../../support/heap.ts';
import { hasSchemathesis, runSchemathesis } from '../../support/schemathesis.ts';
import { BASE, openPages } from './open-pages.ts';

const LIST = '/api/v1/fact-checks';
const at = (hour: number) => Date.UTC(2026, 10, 24, hour);
const aCheck = (id: string, hour: number, changes = {}) =>
  aFactCheck({ id, changedAt: at(hour), ...changes });

async function openApi(factChecks: Parameters<typeof openPages>[0], changes = {}) {
  const opened = await openPages(factChecks, changes);
  const list = async (query: string) =>
    pageSchema.parse(await (await opened.ask(`${LIST}?${query}`)).json());
  const ids = async (query: string) => (await list(query)).factChecks.map(({ id }) => id);
  return { ...opened, list, ids };
}

test('programs read what the pages show: the verdict, what is true, who says so and where', async () => {
  const url = 'https://www.bi.go.id/x';
  const { ask } = await openApi([
    aCheck('a', 9, { url, topic: 'ekonomi', claim: 'Bank tutup', publishedAt: '2026-11-02' }),
  ]);
  const page = `${BASE}/cek/bank-tidak-tutup-sebulan--a`;
  const expected = {
    id: 'a',
    page,
    card: `${page}/kartu.png`,
    title: 'Bank tidak tutup sebulan',
    claim: 'Bank tutup',
    verdict: 'salah',
    summary: 'Semua bank buka seperti biasa menurut otoritasnya.',
    topic: 'ekonomi',
    organisation: 'Posko',
    source: url,
    language: 'id',
    publishedAt: '2026-11-02',
    changedAt: '2026-11-24T09:00:00.000Z',
    version: 1,
  };
  expect(await (await ask(`${LIST}/a`)).json()).toEqual(expected);
  expect(await (await ask(LIST)).json()).toEqual({ factChecks: [expected], total: 1 });
});

test('what citizens wrote and numbers of people stay inside', async () => {
  const { ask } = await openApi([
    aCheck('a', 9, { narratives: ['Kata warga'], title: 'Hubungi Budi 0812-3456-7890' }),
  ]);
  const text = await (await ask(LIST)).text();
  expect(text).toContain('[nomor telepon]');
  expect(text).not.toMatch(/Kata warga|3456/);
});

test('samples are told only where pages show them', async () => {
  const { ask, ids } = await openApi([aCheck('a', 9, { sample: true })], { showsSamples: false });
  expect(await ids('')).toEqual([]);
  expect((await ask(`${LIST}/a`)).status).toBe(404);
});

test('pages follow each other by their cursor; what changes meanwhile is neither lost nor told twice', async () => {
  const all = ['a', 'b', 'c', 'd', 'e'].map((id, hour) => aCheck(id, Math.floor(hour / 2)));
  const { list, store } = await openApi(all);
  const seen: string[] = [];
  let query = 'limit=2';
  for (let page = 1; query !== ''; page += 1) {
    const { factChecks, nextCursor } = await list(query);
    seen.push(...factChecks.map(({ id }) => id));
    query = nextCursor === undefined ? '' : `limit=2&cursor=${encodeURIComponent(nextCursor)}`;
    if (page === 1) await store.factChecks.save([aCheck('f', 20), aCheck('e', 21)]);
  }
  expect(seen).toEqual(['e', 'c', 'd', 'a', 'b']);
});

test('a list holds what was asked for', async () => {
  const { ids, list } = await openApi([
    aCheck('a', 1, { verdict: 'benar', topic: 'Pemilu', title: 'Pemilih boleh pindah TPS' }),
    aCheck('b', 2, { topic: 'pemilu', title: 'Surat suara sudah dicoblos' }),
    aCheck('c', 3, { org: 'MAFINDO', title: 'Surat edaran palsu tentang TPS' }),
    aCheck('d', 4, { retracted: 'Sumbernya keliru.', version: 2 }),
  ]);
  expect(await ids('')).toEqual(['c', 'b', 'a']);
  expect(await ids('verdict=benar')).toEqual(['a']);
  expect(await ids('topic=PEMILU')).toEqual(['b', 'a']);
  expect(await ids('organisation=MAFINDO')).toEqual(['c']);
  expect(await ids('q=tps')).toEqual(['c', 'a']);
  expect(await ids('q=SURAT+tps')).toEqual(['c']);
  expect(await ids('since=2026-11-24T02:00:00Z')).toEqual(['c', 'b']);
  expect(await ids('since=2026-11-25')).toEqual([]);
  expect(await ids('status=all')).toEqual(['d', 'c', 'b', 'a']);
  const { factChecks, total } = await list('status=withdrawn&limit=1');
  expect([total, factChecks[0]?.withdrawn]).toEqual([1, 'Sumbernya keliru.']);
});

test('an unchanged answer is not sent again, a corrected one is, and pages of any site may read it', async () => {
  const { ask, store } = await openApi([aCheck('a', 9)]);
  const first = await ask(LIST);
  const headers = {
    'if-none-match': first.headers.get('etag') ?? '',
    'cache-control': 'max-age=0',
  };
  expect(first.headers.get('access-control-allow-origin')).toBe('*');
  expect(first.headers.get('cache-control')).toBe('public, max-age=60');
  expect((await ask(LIST, headers)).status).toBe(304);
  await store.factChecks.save([aCheck('a', 10, { verdict: 'benar', version: 2 })]);
  expect((await ask(LIST, headers)).status).toBe(200);
  expect((await ask(`${LIST}?q=bank`)).headers.get('cache-control')).toBe('private, no-store');
});

test.each([
  ['limit=0', { limit: expect.stringContaining('1') }],
  ['limit=1e1', { limit: expect.any(String) }],
  ['verdict=hoax', { verdict: expect.stringContaining('"salah"') }],
  ['since=kemarin', { since: expect.any(String) }],
  ['cursor=x', { cursor: expect.any(String) }],
  ['verdik=salah', { verdik: 'is not known' }],
  ['q=a&q=b', { q: expect.any(String) }],
])('%s is refused with the parameter that is wrong', async (query, parameters) => {
  const { ask } = await openApi([]);
  const response = await ask(`${LIST}?${query}`);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({ status: 400, parameters });
});

test.each([
  ['GET', `${LIST}/none`, 404, 'No such fact-check'],
  ['GET', `${LIST}/%ff`, 400, 'The address is wrong'],
  ['GET', '/api/v2', 404, 'Nothing is here'],
  ['POST', LIST, 405, 'This can only be read'],
])('%s %s is answered with a problem', async (method, path, status, title) => {
  const { url } = await openApi([]);
  const response = await fetch(`${url}${path}`, { method });
  expect(problemSchema.parse(await response.json())).toMatchObject({ status, title });
  expect(response.status).toBe(status);
});

test('more requests at once than may wait are told when to come again, the others are served', async () => {
  const { ask, store } = await openApi([aCheck('a', 9)]);
  await ask(LIST); // the list follows the store
  const gate = Promise.withResolvers<undefined>();
  store.factChecks.get = () => gate.promise;
  const all = Array.from({ length: 23 }, () => ask(LIST));
  const busy = await Promise.race(all);
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '5']);
  gate.resolve(undefined);
  const statuses = (await Promise.all(all)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(22);
});

test('the description is valid OpenAPI, is served, and stands in the documents', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(openApiDocument()));
  expect([errors, valid]).toEqual([undefined, true]);
  const { ask } = await openApi([]);
  expect(await (await ask('/api/v1/openapi.json')).json()).toEqual(openApiDocument());
  expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(openApiDocument());
});

test.skipIf(!hasSchemathesis())(
  'every answer to made-up requests is one that the description names',
  async () => {
    const { url } = await openApi([
      aCheck('a', 9, { url: 'https://www.bi.go.id/x', publishedAt: '2026-11-02' }),
      aCheck('https://x.example/é', 8, { retracted: 'Keliru.', topic: 'x' }),
    ]);
    const { code, said } = await runSchemathesis(`${url}/api/v1/openapi.json`);
    expect(code, said).toBe(0);
    expect(said).toMatch(/\d+ generated/);
  },
  300_000,
);

test('any call is answered, and none by a fault of ours', {
  timeout: 60_000 + FUZZ * 50,
}, async () => {
  const { ask } = await openPages([aFactCheck({ id: 'tbh-1' })]);
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('tbh-1', '..', '%', '-1', '1e999'),
  );
  const query = fc.dictionary(
    fc.oneof(fc.constantFrom('page', 'limit', 'verdict', 'topic', 'q', 'since', 'after'), word),
    word,
    { maxKeys: 4 },
  );
  const path = fc.oneof(
    fc.constantFrom('/api/v1/fact-checks', '/api/v1/openapi.json', '/api/v1'),
    word.map((id) => `/api/v1/fact-checks/${encodeURIComponent(id.toWellFormed())}`),
  );
  const heap = watchHeap(FUZZ);
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(path, query, async (at, asked) => {
      const known = Object.entries(asked).map(([name, value]) => [
        name.toWellFormed(),
        value.toWellFormed(),
      ]);
      const response = await ask(`${at}?${new URLSearchParams(Object.fromEntries(known))}`);
      await response.arrayBuffer();
      statuses.add(response.status);
      expect(response.status).toBeLessThan(500);
      heap.answered();
    }),
    { numRuns: FUZZ },
  );
  expect(heap.excess()).toBe(0);
  expect(statuses).toContain(200);
  expect(statuses).toContain(404);
});
