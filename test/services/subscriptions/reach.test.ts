import { expect, test } from 'vitest';
import { openMemoryStore } from '../../../src/app/open-store.ts';
import { defaultRules } from '../../../src/domain/subscriptions/unasked-rules.ts';
import { jakartaDay } from '../../../src/domain/time/jakarta-day.ts';
import { ALL } from '../../../src/ports/audience.ts';
import { reply } from '../../../src/services/cases/decide-case.ts';
import { deleteExpired } from '../../../src/services/privacy/retention.ts';
import { aFactCheck, aPost } from '../../support/builders.ts';
import { MASTER_KEY } from '../../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HOAX = 'Kucing hitam lewat tengah malam membawa sial kata peramal dari Bogor';

async function aReachPost(settings = {}) {
  const store = await openMemoryStore([], MASTER_KEY);
  const post = await aPost(store, { settings, sweepMs: 600_000 });
  const subscribe = async (citizen: string, every = 'harian') => {
    for (const text of ['langganan', every, 'semua', 'ya']) await post.write(citizen, text);
  };
  const publish = (id: string) =>
    store.factChecks.save([
      aFactCheck({ id, title: `Kabar ${id}`, publishedAt: jakartaDay(post.clock.now()) }),
    ]);
  const digests = () => post.heard.filter(({ text }) => text.includes('Cek fakta terbaru untuk'));
  const profileOf = async (interest: string) => {
    const [citizen = ''] = await store.audience.list([interest], { after: '', limit: 1 });
    return (await store.turns.readTurn(citizen))?.profile;
  };
  return { ...post, store, subscribe, publish, digests, profileOf };
}

test('consent to a digest is kept with the words it was given to, until it is taken back', async () => {
  const { subscribe, profileOf, store, clock, write } = await aReachPost();
  await subscribe('w1');
  const [citizen = ''] = await store.audience.list(['all'], { after: '', limit: 1 });
  const [given] = await store.rights.consentsOf(citizen);
  expect(given).toMatchObject({ purpose: 'subscription', deed: 'given', at: clock.now() });
  const words = await store.rights.consentText(given?.digest ?? '');
  expect(words?.text).toContain('*ringkasan harian tentang semua topik*');
  expect((await profileOf('all'))?.reach?.subscription).toMatchObject({
    consent: { version: words?.version, at: clock.now() },
  });
  await write('w1', 'stop');
  const entries = await store.rights.consentsOf(citizen);
  expect(entries.map(({ deed }) => deed)).toEqual(['given', 'withdrawn']);
});

test('while their data may not be used nobody gets a digest, and does again afterwards', async () => {
  const { subscribe, publish, digests, wait, write } = await aReachPost();
  await subscribe('w1');
  await publish('satu');
  await write('w1', 'batasi data');
  await wait(3 * DAY);
  expect(digests()).toHaveLength(0);
  await write('w1', 'lanjutkan data');
  await wait(2 * DAY);
  expect(digests()).toHaveLength(1);
});

test('nobody gets a fact-check twice, and nothing where nothing is new', async () => {
  const { subscribe, publish, digests, wait } = await aReachPost();
  await subscribe('w1');
  await publish('satu');
  await wait(2 * DAY);
  expect(digests()).toHaveLength(1);
  await publish('dua');
  await wait(2 * DAY);
  expect(digests().map(({ text }) => text.includes('Kabar satu'))).toEqual([true, false]);
});

test('a correction of what stood in a digest reaches whoever got it', async () => {
  const { subscribe, store, clock, heard, wait, ...post } = await aReachPost();
  await subscribe('w1');
  const publishedAt = jakartaDay(clock.now());
  const told = aFactCheck({ id: 'f1', publishedAt });
  await store.factChecks.save([told]);
  await wait(DAY);
  const [citizen] = await store.ledger.toldBefore('f1', 99, ALL);
  expect(citizen).toBeDefined();
  const corrected = { ...told, version: 2, verdict: 'benar' as const, changedAt: clock.now() };
  await store.cases.commit({
    cases: [],
    factChecks: [corrected],
    announcements: [{ id: 'f1:2', news: 'correction', factCheck: 'f1', version: 2 }],
    history: [],
  });
  await wait(HOUR);
  expect(heard.some(({ text }) => text.startsWith('*Ralat dari kami.*'))).toBe(true);
  expect(post.errors).toEqual([]);
});

test('an open question is not interrupted, and the digest comes after it', async () => {
  const { subscribe, publish, digests, write, wait } = await aReachPost();
  await subscribe('w1');
  await publish('satu');
  await wait(22 * HOUR); // it is six in the morning
  await write('w1', HOAX, { forwarded: true });
  await wait(3 * HOUR);
  expect(digests()).toHaveLength(0);
  await write('w1', 'tidak');
  await wait(DAY);
  expect(digests()).toHaveLength(1);
});

test('verdicts that were asked for come however much went unasked that day', async () => {
  const { subscribe, publish, digests, wait, report, heard, store, ...post } = await aReachPost({
    reach: { ...defaultRules, perDay: 1, perWeek: 7 },
  });
  await subscribe('w1');
  await publish('satu');
  await wait(DAY);
  expect(digests()).toHaveLength(1);
  await report('w1', HOAX);
  const [found] = await store.cases.list('open', 1);
  const decision = {
    verdict: 'salah',
    summary: 'Ini lelucon dari sebuah blog humor.',
    url: 'https://sumber.example/cek',
  } as const;
  await reply(post.deps, { ticket: found?.ticket ?? '', reviewer: 'rina' }, decision);
  await post.settle();
  expect(heard.at(-1)?.text).toContain('lelucon dari sebuah blog');
});

test('HAPUS erases the subscription, the lessons and what was sent', async () => {
  const { subscribe, write, store, wait, publish, digests, heard } = await aReachPost();
  await subscribe('w1');
  for (const text of ['belajar', 'satu sehari', '2']) await write('w1', text);
  for (const text of ['hapus data saya', 'ya']) await write('w1', text);
  expect(await store.audience.count()).toEqual([]);
  await publish('satu');
  await wait(3 * DAY);
  expect(digests()).toEqual([]);
  await write('w1', 'belajar');
  expect(heard.at(-1)?.text).toContain('Mau sekaligus, atau satu pelajaran setiap pagi?');
});

test('retention erases a subscription with its citizen', async () => {
  const { subscribe, store, wait, deps, write, heard } = await aReachPost({ addressDays: 1 });
  await subscribe('w1');
  await wait(2 * DAY);
  await deleteExpired(deps);
  expect(await store.audience.count()).toEqual([]);
  await write('w1', 'langganan saya');
  expect(heard.at(-1)?.text).toContain('Mau seberapa sering?');
});
