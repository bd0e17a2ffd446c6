import { expect, test } from 'vitest';
import { anOutgoing } from '../../support/builders.ts';
import { aCloudPost, cloudAddress } from './stage.ts';

const GROUP = 'Y2FwaV9ncm91cDoxMjAzNjM';
const HOUR = 3_600_000;

type World = Awaited<ReturnType<typeof aCloudPost>>;

/** Somebody writes in the group; the texts that the group has been told so far. */
async function write({ graph, post, settle }: World, n: number, changes: object = {}) {
  graph.heard(GROUP);
  const timestamp = `${Math.floor(post.clock.now() / 1000)}`;
  const from = `62811${1000 + n}`;
  const content = { type: 'text', text: { body: `Benarkah ini? Kata Pak Karto ${n}` } };
  const message = { from, id: `wamid.group-${n}`, group_id: GROUP, timestamp, ...content };
  await graph.deliver({ messages: [{ ...message, ...changes }] });
  await settle();
  return graph.shown(GROUP).map(({ text }) => text);
}

test('a group is told once a day that a private chat is the way, however much is written there', async () => {
  const site = { number: '6281112345678', showsSamples: false };
  const world = await aCloudPost({ settings: { site } });
  const [first = '', ...more] = await write(world, 0);
  expect(first).toContain('chat pribadi*: https://wa.me/6281112345678');
  expect(more).toEqual([]);
  for (let n = 1; n <= 40; n += 1) await write(world, n);
  expect(await write(world, 41)).toHaveLength(1);
  await world.post.wait(25 * HOUR);
  expect(await write(world, 42)).toEqual([first, first]);
  expect(world.graph.asked).toMatchObject([
    { to: GROUP, recipient_type: 'group' },
    { to: GROUP, recipient_type: 'group' },
  ]);
  expect(world.graph.read).toEqual([]);
  expect([...world.errors, ...world.post.errors]).toEqual([]);
});

test('nothing is kept of what was written in a group, nor of who wrote it', async () => {
  const world = await aCloudPost();
  expect(await write(world, 1)).toMatchObject([expect.stringMatching(/chat pribadi\*\.$/)]);
  const { store } = world;
  const address = { channel: 'cloud-api', account: '100000000000001', chat: GROUP };
  const group = await store.turns.citizenAt({ ...address, sender: GROUP, isGroup: true });
  const kept = await store.turns.lettersOf(group ?? '', 10);
  expect(kept.map(({ letter }) => letter)).toMatchObject([{ kind: 'group', text: '' }]);
  expect(JSON.stringify(kept)).not.toMatch(/Karto|62811/);
  expect(
    await store.turns.citizenAt({ ...address, chat: '628111001', sender: '628111001' }),
  ).toBeUndefined();
});

test('a word that comes too late for a group is no template there', async () => {
  const { graph, channel, post } = await aCloudPost();
  graph.heard(GROUP);
  const to = { ...cloudAddress(GROUP), isGroup: true };
  const heardAt = post.clock.now() - 25 * HOUR;
  expect(await channel.send({ ...anOutgoing(to), heardAt })).toEqual({ type: 'closed' });
  expect(graph.shown(GROUP)).toEqual([]);
});

test('what waits for no answer in a group gets none', async () => {
  const world = await aCloudPost();
  const timestamp = `${Math.floor((world.post.clock.now() - 2 * HOUR) / 1000)}`;
  expect(await write(world, 1, { type: 'reaction', reaction: { emoji: '👍' } })).toEqual([]);
  expect(await write(world, 2, { type: 'revoke', revoke: {} })).toEqual([]);
  expect(await write(world, 3, { timestamp })).toEqual([]);
  expect(await write(world, 4)).toHaveLength(1);
});

test('a failure for one member sends a word to the group no second time, and each member is charged', async () => {
  const world = await aCloudPost();
  const { graph, post, settle, store } = world;
  graph.tellsStatuses = false;
  await write(world, 1);
  const [{ id, reply } = { id: '', reply: '' }] = graph.taken;
  const timestamp = `${Math.floor(post.clock.now() / 1000)}`;
  const about = { id, timestamp, recipient_type: 'group', recipient_id: GROUP };
  const purpose = { biz_opaque_callback_data: `${reply} answer group` };
  const pricing = { billable: true, type: 'regular', category: 'group_service' };
  const told = [
    { status: 'delivered', pricing, recipient_participant_id: '628111001' },
    { status: 'read', pricing, recipient_participant_id: '628111001' },
    { status: 'delivered', pricing, recipient_participant_user_id: 'MY.77' },
    { status: 'failed', errors: [{ code: 131026 }], recipient_participant_id: '628111003' },
    { status: 'failed', errors: [{ code: 131000 }], recipient_participant_id: '628111004' },
  ];
  await graph.deliver({ statuses: told.map((each) => ({ ...about, ...purpose, ...each })) });
  await post.wait(2 * HOUR);
  await settle();
  expect(graph.shown(GROUP)).toHaveLength(1);
  const found = await store.figures.tallies('0000', ['cost']);
  expect(found.map(({ name, count }) => `${name} ${count}`)).toEqual([
    'cost.62.group-service.regular.answer.group 1',
    'cost.MY.group-service.regular.answer.group 1',
  ]);
});

test('the failure for one member alone, told before all else, sends a word to the group no second time', async () => {
  const world = await aCloudPost();
  const { graph, post, settle } = world;
  graph.tellsStatuses = false;
  await write(world, 1);
  const [{ id, reply } = { id: '', reply: '' }] = graph.taken;
  const timestamp = `${Math.floor(post.clock.now() / 1000)}`;
  const about = { id, timestamp, recipient_type: 'group', recipient_id: GROUP };
  const purpose = { biz_opaque_callback_data: `${reply} answer group` };
  const failed = { status: 'failed', errors: [{ code: 131000 }] };
  await graph.deliver({ statuses: [{ ...about, ...purpose, ...failed }] });
  await post.wait(2 * HOUR);
  await settle();
  expect(graph.shown(GROUP)).toHaveLength(1);
});
