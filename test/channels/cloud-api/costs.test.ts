import { expect, test } from 'vitest';
import { readWebhook } from '../../../src/channels/cloud-api/read-webhook.ts';
import { keepWebhook } from '../../../src/channels/cloud-api/save-webhook.ts';
import { reply } from '../../../src/services/cases/decide-case.ts';
import { findCauses } from '../../../src/services/duty/find-incidents.ts';
import { readMonthCosts } from '../../../src/services/stats/monthly-counters.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aCharge, aCitizen, aFactCheck, aPost, aTurn } from '../../support/builders.ts';
import { MASTER_KEY, MORNING } from '../../support/stage.ts';
import { aCloudPost } from './stage.ts';

const HOAX = 'Awas, mulai besok semua bank tutup sebulan penuh, segera tarik uang Anda hari ini';
const PRICES = {
  ...{ currency: 'USD', source: 'a rate card', verified: '2026-11-01' },
  markets: [{ codes: ['62', 'ID'], rates: { service: 0.02, utility: 0.03 } }],
};

test('what a conversation costs is counted by what its messages are for', async () => {
  const { graph, store, post, settle } = await aCloudPost();
  await store.factChecks.save([aFactCheck({ title: HOAX, narratives: [HOAX] })]);
  await post.deps.index.follow();
  const ani = graph.citizen('ani');
  await ani.write(HOAX, { forwarded: 'often' });
  await settle();
  const budi = graph.citizen('budi');
  await budi.write('Katanya presiden besok membagikan sepeda di alun-alun', { forwarded: 'once' });
  await settle();
  await budi.tap(budi.shown.at(-1)?.choices[0]?.title ?? '');
  await settle();
  const found = await store.figures.tallies('0000', ['cost', 'case-cost']);
  const [open] = await store.cases.list('open', 1);
  expect(found.map(({ name, count }) => `${name} ${count}`)).toEqual([
    `case-cost.${open?.id} 1`,
    'cost.62.service.regular.answer.submit 2',
    'cost.62.service.regular.verdict.tip 1',
  ]);
});

test('news after 24 hours is charged as a template, for what it announces', async () => {
  const { graph, store, post, settle } = await aCloudPost();
  const budi = graph.citizen('budi');
  await budi.write(HOAX, { forwarded: 'once' });
  await settle();
  await budi.tap(budi.shown.at(-1)?.choices[0]?.title ?? '');
  await settle();
  await post.wait(25 * 3_600_000);
  graph.pricing = { billable: true, type: 'regular', category: 'utility' };
  const [open] = await store.cases.list('open', 1);
  const url = 'https://sumber.example/cek';
  const decision = { verdict: 'salah', summary: 'Bank tidak tutup.', url } as const;
  await reply(post.deps, { ticket: open?.ticket ?? '', reviewer: 'rina' }, decision);
  await settle();
  const found = await store.figures.tallies('0000', ['cost.62.utility']);
  expect(found.map(({ name, count }) => `${name} ${count}`)).toEqual([
    'cost.62.utility.regular.verdict.news 1',
  ]);
});

test('a replayed month of 100,000 statuses costs as much as it has billable messages', async () => {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  const post = await aPost(store, { settings: { prices: PRICES } });
  const purposes = [
    'verdict news',
    'answer tip',
    'answer submit',
    'question submit',
    'digest digest',
  ];
  const billable = { all: 0, verdict: 0 };
  const statuses = Array.from({ length: 50_000 }, (_, n) => {
    const isFree = n % 9 === 0;
    if (!isFree) billable.all += 1;
    if (!isFree && n % 5 === 0) billable.verdict += 1;
    const pricing = {
      billable: !isFree,
      type: isFree ? 'free_entry_point' : 'regular',
      category: 'service',
    };
    const message = { id: `wamid.${n}`, recipient_id: '6281200000001', pricing };
    const at = { timestamp: `${Math.floor(MORNING / 1000) - (n % 7) * 3600}` };
    return { ...message, ...at, biz_opaque_callback_data: `r${n} ${purposes[n % 5]}` };
  });
  // Each is told as sent, and as delivered or read; every hundredth is told once more.
  const told = statuses.flatMap((status, n) => [
    { ...status, status: 'sent' },
    { ...status, status: n % 3 === 0 ? 'read' : 'delivered' },
    ...(n % 100 === 0 ? [{ ...status, status: 'read' }] : []),
  ]);
  expect(told.length).toBeGreaterThanOrEqual(100_000);
  for (let from = 0; from < told.length; from += 1000) {
    const value = { metadata: { phone_number_id: 'n1' }, statuses: told.slice(from, from + 1000) };
    const body = {
      object: 'whatsapp_business_account',
      entry: [{ changes: [{ field: 'messages', value }] }],
    };
    const webhook = readWebhook(body, { accounts: ['n1'], now: MORNING });
    await keepWebhook(post.deps, new Map(), { ...webhook, receipts: [], sent: [] });
  }
  const costs = await readMonthCosts(post.deps);
  expect(costs.month).toMatchObject({ messages: 50_000, billed: billable.all, unpriced: 0 });
  expect(costs.month.price).toBeCloseTo(billable.all * 0.02);
  expect(costs.verdict).toMatchObject({ billed: billable.verdict });
  await post.close();
  await store.close();
}, 120_000);

test('what a tip has cost is told of every tip, also of those that joined an open case', async () => {
  const { post, store } = await aCloudPost();
  const tallies = { 'case.opened': 1, 'case.joined': 3 };
  const now = post.clock.now();
  await store.turns.commitTurn(aTurn({ citizen: await aCitizen(store), now, tallies }));
  expect((await readMonthCosts(post.deps)).tip).toMatchObject({ number: 4, messages: 0 });
});

test('a message without a known price is counted as one', async () => {
  const { post, store } = await aCloudPost();
  const keep = (category: string, key: string) =>
    keepWebhook(post.deps, new Map(), {
      ...{ deliveries: [], receipts: [], moves: [], failures: [], sent: [], notices: [] },
      ...{ optOuts: [], echoes: [], unknown: [], unread: 0, foreign: 0 },
      charges: [aCharge({ key, category, at: post.clock.now() })],
    });
  await keep('service', 'one');
  await keep('marketing', 'two');
  const { clock } = post;
  const { month } = await readMonthCosts({
    store,
    clock,
    settings: { ...post.deps.settings, prices: PRICES },
  });
  expect(month).toMatchObject({ billed: 2, unpriced: 1, price: 0.02 });
});

test('with the allowance used up verdicts go on, answers stop, and the operator is told', async () => {
  const { graph, store, post, settle } = await aCloudPost({ settings: { monthlyAllowance: 10 } });
  await store.factChecks.save([aFactCheck({ title: HOAX, narratives: [HOAX] })]);
  await post.deps.index.follow();
  const spend = (count: number) =>
    store.figures.countOnce(
      Array.from({ length: count }, (_, n) => ({
        ...{ key: `before-${n}`, day: '2026-11-24' },
        tallies: { 'cost.62.service.regular.answer.tip': 1 },
      })),
      post.clock.now(),
    );
  const alarm = async () =>
    (await findCauses(post.deps, [])).find(({ kind }) => kind === 'allowance')?.value;
  expect(await alarm()).toBe(0);
  await spend(8);
  expect(await alarm()).toBe(80);
  await spend(10);
  const [ani, budi, citra] = [graph.citizen('ani'), graph.citizen('budi'), graph.citizen('citra')];
  await ani.write(HOAX, { forwarded: 'often' });
  await budi.write('menu');
  await citra.write('HAPUS DATA SAYA');
  await settle();
  expect([ani.shown.length, budi.shown.length, citra.shown.length]).toEqual([1, 0, 1]);
});
