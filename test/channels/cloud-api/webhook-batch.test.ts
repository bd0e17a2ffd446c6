import { expect, test, vi } from 'vitest';
import { WebhookBatch } from '../../../src/channels/cloud-api/batch.ts';
import type { CloudApi } from '../../../src/channels/cloud-api/cloud-api.ts';
import type { Webhook } from '../../../src/channels/cloud-api/read-webhook.ts';
import { keepWebhook } from '../../../src/channels/cloud-api/save-webhook.ts';
import type { Receipt } from '../../../src/ports/channel.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { aCharge, aMessage, anAddress, aPost } from '../../support/builders.ts';
import { MASTER_KEY, MORNING } from '../../support/stage.ts';

const nothing: Webhook = {
  deliveries: [],
  receipts: [],
  moves: [],
  failures: [],
  sent: [],
  charges: [],
  notices: [],
  optOuts: [],
  echoes: [],
  unknown: [],
  unread: 0,
  foreign: 0,
};

/** A webhook with one of each, so that none can be left out unseen. */
function aWebhook(name: string): Webhook {
  const from = anAddress(name);
  return {
    ...nothing,
    deliveries: [{ from, message: aMessage({ id: name }) }],
    receipts: [{ reply: name, state: 'delivered', at: MORNING }],
    moves: [{ known: from, fresh: anAddress(`${name}-new`) }],
    failures: [{ account: 'n1', fault: { code: 1 }, who: name, reply: name, reference: 'w' }],
    sent: [{ account: 'n1', at: MORNING }],
    charges: [aCharge({ key: name })],
    notices: [{ topic: 'api-error', of: name, at: MORNING }],
    optOuts: [{ from, at: MORNING }],
    echoes: [{ to: from, id: name, at: MORNING }],
    unknown: [name],
  };
}

test('what comes at once is kept in one go, whole and in its order', async () => {
  const kept: Webhook[] = [];
  const batch = new WebhookBatch(async (webhook) => void kept.push(webhook));
  const [one, two] = [aWebhook('a'), aWebhook('b')];
  await Promise.all([batch.add(one), batch.add(two)]);
  const both = <K extends keyof Webhook>(key: K) => [one[key], two[key]].flat();
  expect(kept).toHaveLength(1);
  for (const key of [
    'deliveries',
    'receipts',
    'moves',
    'failures',
    'sent',
    'charges',
    'notices',
    'optOuts',
    'echoes',
  ] as const) {
    expect(kept[0]?.[key]).toEqual(both(key));
  }
  await batch.add(aWebhook('c'));
  expect(kept).toHaveLength(2);
});

test('one that cannot be kept fails alone', async () => {
  const batch = new WebhookBatch(async ({ deliveries }) => {
    if (deliveries.some(({ message }) => message.id === 'bad')) throw new Error('no room');
  });
  const all = await Promise.allSettled([
    batch.add(aWebhook('good')),
    batch.add(aWebhook('bad')),
    batch.add(aWebhook('fine')),
  ]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

async function aKeeper() {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  const post = await aPost(store);
  const deeds: string[] = [];
  const noted: Receipt[] = [];
  const number = {
    hearFailure: async (_: object, who: string) => who === 'number',
    hearSent: async (at: number) => void deeds.push(`sent ${at}`),
    markRead: async (id: string) => void deeds.push(`read ${id}`),
  } as unknown as CloudApi; // all that a webhook uses of a number
  const outbox = { ...store.outbox, note: async (all: readonly Receipt[]) => noted.push(...all) };
  const deps = { ...post.deps, store: { ...store, outbox } } as unknown as typeof post.deps;
  return {
    store,
    deeds,
    noted,
    keep: (webhook: Partial<Webhook>) =>
      keepWebhook(deps, new Map([['n1', number]]), { ...nothing, ...webhook }),
    close: async () => {
      await post.close();
      await store.close();
    },
  };
}

test('only the last new message of each citizen is marked as read, and none that came again', async () => {
  const { keep, deeds, close } = await aKeeper();
  const from = { ...anAddress('a'), account: 'n1' };
  const other = { ...anAddress('b'), account: 'n1' };
  const deliveries = [
    { from, message: aMessage({ id: 'm1' }) },
    { from: other, message: aMessage({ id: 'm2' }) },
    { from, message: aMessage({ id: 'm3' }) },
  ];
  await keep({ deliveries });
  await vi.waitFor(() => expect(deeds.toSorted()).toEqual(['read m2', 'read m3']));
  await keep({ deliveries });
  await keep({ deliveries: [{ from, message: aMessage({ id: 'm4' }) }] });
  await vi.waitFor(() => expect(deeds.at(-1)).toBe('read m4'));
  expect(deeds).toHaveLength(3);
  await close();
});

test('a message that left is told to its number', async () => {
  const { keep, deeds, close } = await aKeeper();
  await keep({
    sent: [
      { account: 'n1', at: MORNING + 5 },
      { account: 'unknown', at: 1 },
    ],
  });
  expect(deeds).toEqual([`sent ${MORNING + 5}`]);
  await close();
});

test('a reply that failed because of its number is tried again without using up an attempt', async () => {
  const { keep, noted, close } = await aKeeper();
  const failed = (reply: string, again?: Receipt['again']): Receipt => {
    const given = again === undefined ? {} : { again };
    return { reply, state: 'failed', at: MORNING, reference: reply, ...given };
  };
  const failure = (who: string, reply: string) => {
    return { account: 'n1', fault: { code: 1 }, who, reply, reference: reply };
  };
  await keep({
    failures: [failure('number', 'a'), failure('number', 'b'), failure('citizen', 'c')],
    receipts: [failed('a'), failed('b', { at: MORNING + 9, isTried: true }), failed('c')],
  });
  expect(noted).toEqual([
    { ...failed('a'), again: { at: MORNING + 60_000, isTried: false } },
    { ...failed('b'), again: { at: MORNING + 9, isTried: false } },
    failed('c'),
  ]);
  await close();
});

test('who moved to another address before they wrote is the same citizen', async () => {
  const { store, keep, close } = await aKeeper();
  const [known, fresh] = [anAddress('old'), anAddress('new')];
  await keep({ deliveries: [{ from: known, message: aMessage({ id: 'm1' }) }] });
  await keep({
    moves: [{ known, fresh }],
    deliveries: [{ from: fresh, message: aMessage({ id: 'm2' }) }],
  });
  const after = await store.turns.keepMessages([{ from: fresh, message: aMessage() }], MORNING);
  expect(await store.turns.countMessages(after[0]?.citizen ?? '')).toBe(3);
  await close();
});
