import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { listNotices } from '../../src/services/messaging/number-notices.ts';
import { aCloudPost, cloudAddress } from '../channels/cloud-api/stage.ts';

type World = Awaited<ReturnType<typeof aCloudPost>>;
interface Case {
  name: string;
  says?: Record<string, unknown> | null;
  contacts?: unknown[];
  expect?: string;
  before?: { sender: string };
  after?: { sender: string; phone?: string };
  tells?: (Record<string, unknown> | null)[];
  field?: string | null;
  value?: object;
  topic?: string;
  entry?: unknown[];
}

const NUMBER = '100000000000001';
const OWN = { display_phone_number: '628001112222', phone_number_id: NUMBER };

function read(name: string): Case[] {
  return parse(readFileSync(new URL(`${name}.yaml`, import.meta.url), 'utf8'));
}

/** The same with the names of this play in place of those of the page. */
function fill<Value>(value: Value, names: Record<string, string>): Value {
  const text = JSON.stringify(value);
  return JSON.parse(
    text
      .replace(/"#(CITIZEN|NOW|NUMBER)"/g, (all, name) => names[name] ?? all)
      .replace(/CITIZEN|USER|NOW|REPLY|WAMID|NUMBER/g, (name) => names[name] ?? name),
  );
}

async function deliver({ graph }: World, entry: unknown[]): Promise<void> {
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry });
  expect(await graph.deliverRaw(body), body).toBe(200);
}

function change(value: object, field: string | null = 'messages') {
  return [
    {
      id: '102',
      changes: [
        {
          ...(field !== null && { field }),
          value: { messaging_product: 'whatsapp', metadata: OWN, ...value },
        },
      ],
    },
  ];
}

/** The citizen of a play: a number and a user id that nobody else has. */
function citizenOf(n: number, now: number) {
  return {
    CITIZEN: `62810${`${n}`.padStart(8, '0')}`,
    USER: `ID.W${n}`,
    NOW: `${Math.floor(now / 1000)}`,
    NUMBER,
  };
}

function wrote(names: ReturnType<typeof citizenOf>, says: Case['says'], id: string) {
  if (says === null || says === undefined) return null;
  const given = { from: 'CITIZEN', id, timestamp: 'NOW', ...says };
  const present = Object.entries(given).filter(([, value]) => value !== null);
  return fill(Object.fromEntries(present), names);
}

/** The group that a message was written in. */
function groupOf(names: ReturnType<typeof citizenOf>, says: Case['says']): string {
  return fill(`${says?.group_id ?? 'none'}`, names);
}

test('there are at least 290 payloads', () => {
  const files = ['messages', 'odd', 'moves', 'statuses', 'account', 'strange'];
  expect(files.flatMap(read).length).toBeGreaterThanOrEqual(290);
});

test('every message of a citizen is answered, or passed over where it asks for nothing', async () => {
  const world = await aCloudPost();
  const { graph, post, settle } = world;
  const plays = [...read('messages'), ...read('odd')].map((each, n) => ({ ...each, n: n + 1 }));
  const outcomes = [];
  for (const { says, contacts, field, value, n } of plays) {
    const names = { ...citizenOf(n, post.clock.now()), WAMID: `wamid.play-${n}` };
    graph.heard(names.CITIZEN, names.USER, groupOf(names, says));
    const messages = [wrote(names, says, `wamid.play-${n}`)];
    const told = value ?? { messages, ...(contacts ? { contacts } : {}) };
    await deliver(world, change(fill(told, names), field));
    if (n % 10 === 0 || n === plays.length) await settle();
  }
  for (let n = 0; n < 5; n += 1) {
    await post.wait(5000);
    await settle();
  }
  for (const { name, n, says } of plays) {
    const names = citizenOf(n, 0);
    const shown = graph.shown(names.CITIZEN, names.USER, groupOf(names, says));
    outcomes.push([name, shown.length > 0 ? 'answered' : 'silent']);
  }
  expect(outcomes).toEqual(plays.map(({ name, expect: expected }) => [name, expected]));
  expect([...world.errors, ...post.errors]).toEqual([]);
}, 300_000);

test('a citizen who moves stays the same citizen', async () => {
  const world = await aCloudPost();
  const { store, post } = world;
  for (const [n, { name, says, before, after, ...own }] of read('moves').entries()) {
    const names = citizenOf(n + 500, post.clock.now());
    const { sender } = fill(before ?? { sender: 'CITIZEN' }, names);
    const isUser = sender === names.USER;
    const first = {
      ...(isUser ? { from: null, from_user_id: sender } : {}),
      type: 'text',
      text: { body: 'menu' },
    };
    await deliver(world, change({ messages: [wrote(names, first, `wamid.before-${n}`)] }));
    const citizen = await store.turns.citizenAt(cloudAddress(sender));
    expect(citizen, name).toBeDefined();
    const messages = [wrote(names, says, `wamid.move-${n}`)];
    await deliver(world, change(fill(own.value ?? { messages }, names), own.field));
    const to = fill(after ?? { sender: '' }, names);
    const found = await store.turns.citizenAt(cloudAddress(to.sender, to.phone));
    expect([name, found]).toEqual([name, citizen]);
  }
  await world.settle();
  expect([...world.errors, ...post.errors]).toEqual([]);
}, 120_000);

test('every status says how far a reply has come', async () => {
  const world = await aCloudPost();
  const { graph, post, settle, store } = world;
  graph.tellsStatuses = false;
  const plays = read('statuses').map((each, n) => ({ ...each, n }));
  for (const { n } of plays) {
    const names = citizenOf(n + 700, post.clock.now());
    graph.heard(names.CITIZEN);
    const says = { type: 'text', text: { body: 'menu' } };
    await deliver(world, change({ messages: [wrote(names, says, `wamid.ask-${n}`)] }));
    if (n % 8 === 7) await settle();
  }
  await settle();
  await post.wait(5000);
  await settle();
  expect(graph.taken).toHaveLength(plays.length);
  const found = [];
  for (const { name, tells = [], n } of plays) {
    const { id, reply } = graph.taken[n] ?? { id: '', reply: '' };
    const names = { ...citizenOf(n + 700, post.clock.now()), REPLY: reply, WAMID: id };
    for (const told of tells) {
      const status = told && {
        ...{ id: 'WAMID', timestamp: 'NOW', recipient_id: 'CITIZEN' },
        ...{ biz_opaque_callback_data: 'REPLY', ...told },
      };
      await deliver(world, change(fill({ statuses: [status] }, names)));
    }
    found.push([name, await store.outbox.delivery(reply)]);
  }
  expect(found).toEqual(plays.map(({ name, expect: expected }) => [name, expected]));
  expect([...world.errors, ...post.errors]).toEqual([]);
}, 120_000);

test('the operator is told what concerns the number, and citizens hear nothing of it', async () => {
  const world = await aCloudPost();
  const { store, post, graph } = world;
  for (const [n, { field = '', value = {}, topic }] of read('account').entries()) {
    const known = new Map((await listNotices({ store })).map((each) => [each.id, each.revision]));
    await deliver(world, change(value, field));
    const told = (await listNotices({ store })).filter(
      ({ id, revision }) => known.get(id) !== revision,
    );
    expect([n, field, told.map((each) => each.topic)]).toEqual([n, field, topic ? [topic] : []]);
  }
  await world.settle();
  expect(graph.asked).toEqual([]);
  expect([...world.errors, ...post.errors]).toEqual([]);
}, 120_000);

test('a strange shape is taken in without harm', async () => {
  const world = await aCloudPost();
  for (const { entry = [] } of read('strange')) {
    await deliver(world, fill(entry, citizenOf(900, world.post.clock.now())));
  }
  await world.settle();
  const topics = (await listNotices(world.post.deps)).map(({ topic }) => topic);
  expect(topics.sort()).toEqual(['account-changed', 'app-removed', 'pin-changed']);
  expect(world.graph.asked).toEqual([]);
  expect([...world.errors, ...world.post.errors]).toEqual([]);
});
