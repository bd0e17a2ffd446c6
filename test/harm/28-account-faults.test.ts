import { describe, expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { aCloudPost } from '../channels/cloud-api/stage.ts';
import type { Fault } from '../fake-graph/fake-graph.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
type World = Awaited<ReturnType<typeof aCloudPost>>;

/** Faults that lie with the account, as Meta documents them; a code with its subcode. */
const ACCOUNT: [number, number | undefined][] = [
  [0, undefined],
  [3, undefined],
  [10, undefined],
  [33, undefined],
  [100, 33],
  [102, undefined],
  [104, undefined],
  [190, undefined],
  [190, 463],
  [200, undefined],
  [299, undefined],
  [368, undefined],
  [803, undefined],
  [2635, undefined],
  [130497, undefined],
  [131005, undefined],
  [131031, undefined],
  [131037, undefined],
  [131042, undefined],
  [131045, undefined],
  [131048, undefined],
  [133010, undefined],
];

const refused = (code: number, subcode?: number, details?: string): Fault => ({
  type: 'error',
  status: 400,
  code,
  ...(subcode === undefined ? {} : { subcode }),
  ...(details === undefined ? {} : { details }),
});

async function pass({ post, settle }: World, ms: number) {
  await post.wait(ms);
  await settle();
}

describe('a fault of the account', () => {
  test.each(ACCOUNT)('with code %i pauses the number and loses no reply', async (code, subcode) => {
    const world = await aCloudPost();
    const { graph, channel, settle, post } = world;
    graph.lasting = refused(code, subcode);
    const ani = graph.citizen('ani');
    await ani.write('menu');
    await settle();
    expect(channel.health()).toMatchObject({
      state: 'paused',
      reason: expect.stringContaining(`error ${code}`),
    });
    for (let minute = 0; minute < 20; minute += 1) await pass(world, 60_000);
    expect(ani.shown).toEqual([]);
    graph.lasting = undefined;
    await pass(world, 2 * 60_000);
    expect(ani.shown).toHaveLength(1);
    expect(channel.health().state).toBe('ok');
    expect(post.errors).toEqual([]);
  });

  test('told by receipt pauses as well, uses up no attempt, and ends when a message gets through', async () => {
    const world = await aCloudPost();
    const { graph, channel, settle } = world;
    graph.lasting = { type: 'failed-later', code: 131042 };
    const ani = graph.citizen('ani');
    await ani.write('menu');
    await settle();
    await settle();
    expect(channel.health().state).toBe('paused');
    for (let minute = 0; minute < 40; minute += 1) await pass(world, 60_000);
    expect(channel.health().state).toBe('paused');
    expect(graph.asked.length).toBeLessThan(60);
    graph.lasting = undefined;
    for (let minute = 0; minute < 3; minute += 1) await pass(world, 60_000);
    expect(ani.shown).toHaveLength(1);
    expect(channel.health().state).toBe('ok');
  });

  test('is tried by one message at a time, not by everybody who waits', async () => {
    const world = await aCloudPost();
    const { graph, settle } = world;
    graph.lasting = refused(190);
    const crowd = Array.from({ length: 20 }, (_, n) => graph.citizen(`warga-${n}`));
    for (const each of crowd) await each.write('menu');
    await settle();
    const begun = graph.asked.length;
    for (let minute = 0; minute < 10; minute += 1) await pass(world, 60_000);
    expect(graph.asked.length - begun).toBeLessThanOrEqual(15);
    graph.lasting = undefined;
    await pass(world, 60_000);
    await pass(world, 60_000);
    expect(crowd.filter(({ shown }) => shown.length === 1)).toHaveLength(crowd.length);
  });
});

test('a country that the account may not write to does not silence the others', async () => {
  const world = await aCloudPost();
  const { graph, channel, settle } = world;
  const far = graph.citizen('jauh');
  await far.write('menu');
  graph.faults.push(refused(130497));
  await settle();
  expect(channel.health().state).toBe('paused');
  const near = graph.citizen('dekat');
  await near.write('menu');
  graph.faults.push(refused(130497));
  for (let minute = 0; minute < 3; minute += 1) await pass(world, 60_000);
  graph.faults.length = 0;
  for (let minute = 0; minute < 3; minute += 1) await pass(world, 60_000);
  expect(near.shown).toHaveLength(1);
  await far.write('menu');
  graph.faults.push(refused(130497));
  await settle();
  expect(channel.health().state).toBe('ok');
});

describe('a code that nobody knows', () => {
  test('pauses the number once several citizens have met it, and every reply is kept', async () => {
    const world = await aCloudPost();
    const { graph, channel, settle } = world;
    graph.lasting = refused(139999, undefined, 'Something new');
    const crowd = ['ani', 'budi', 'citra', 'dodi'].map((name) => graph.citizen(name));
    for (const each of crowd) {
      await each.write('menu');
      await settle();
      await pass(world, 10 * 60_000); // a small post: one citizen in ten minutes
    }
    expect(channel.health()).toMatchObject({ state: 'paused' });
    await pass(world, 6 * HOUR);
    graph.lasting = undefined;
    for (let hour = 0; hour < 12; hour += 1) await pass(world, HOUR);
    expect(crowd.map(({ shown }) => shown.length)).toEqual([1, 1, 1, 1]);
    expect(channel.health().state).toBe('ok');
  });

  test('for one citizen alone holds up nobody, and not that citizen for long', async () => {
    const world = await aCloudPost();
    const { graph, channel, settle } = world;
    const [ani, budi] = [graph.citizen('ani'), graph.citizen('budi')];
    await ani.write('menu');
    for (let n = 0; n < 12; n += 1) {
      graph.faults.push(refused(139999));
      await settle();
      graph.faults.length = 0;
      await budi.write(`halo ${n}`);
      await settle();
      await pass(world, 60_000);
    }
    expect(channel.health().state).toBe('ok');
    expect(budi.shown.length).toBeGreaterThan(0);
  });
});

describe('what Meta says of an error', () => {
  test('is shown without numbers, ids and words of the citizen', async () => {
    const { graph, channel, settle } = await aCloudPost();
    const ani = graph.citizen('ani');
    const details = `Payment for ${ani.phone} (${ani.userId}, +62 812-3456-7890, a@b.id) is missing`;
    graph.lasting = refused(131042, undefined, details);
    await ani.write('menu');
    await settle();
    const { reason = '' } = channel.health();
    expect(reason).toContain('131042');
    expect(reason).toContain('is missing');
    for (const secret of [ani.phone, ani.userId, '812', 'a@b.id']) {
      expect(reason).not.toContain(secret);
    }
  });
});

test('an id of a user never goes into "to"', async () => {
  const { graph, settle } = await aCloudPost();
  for (const from of ['ID.1502576394655843', 'id:abc', '12345678901234567890']) {
    const name = { id: `wamid.${from}`, timestamp: `${MORNING / 1000}` };
    await graph.deliver({
      messages: [{ ...name, from, from_user_id: 'ID.7', type: 'text', text: { body: 'menu' } }],
    });
    await graph.deliver({
      messages: [{ ...name, id: `b${from}`, from, type: 'text', text: { body: 'menu' } }],
    });
  }
  await settle();
  expect(graph.asked.length).toBeGreaterThan(0);
  for (const { to } of graph.asked) expect(to ?? '1').toMatch(/^\d{1,15}$/);
  expect(graph.asked.map(({ recipient }) => recipient)).toContain('ID.7');
});

test('of two processes with one number both stop at a fault that one has heard of, and both resume', async () => {
  const store = await openMemoryStore([], MASTER_KEY);
  onTestFinished(() => store.close());
  const clock = new VirtualClock(MORNING);
  const [one, two] = [await aCloudPost({ store, clock }), await aCloudPost({ store, clock })];
  one.graph.lasting = { type: 'failed-later', code: 131042 };
  const ani = one.graph.citizen('ani');
  two.graph.heard(ani.phone, ani.userId);
  await ani.write('menu');
  await one.settle();
  await clock.advance(2000, () => two.post.settle());
  await two.post.settle();
  expect(two.channel.health()).toMatchObject({ state: 'paused' });
  one.graph.lasting = undefined;
  for (let minute = 0; minute < 3; minute += 1) {
    await pass(one, 60_000);
    await two.post.settle();
  }
  expect([one.channel.health().state, two.channel.health().state]).toEqual(['ok', 'ok']);
  const shown = [one, two].flatMap(({ graph }) => graph.shown(ani.phone, ani.userId));
  expect(shown).toHaveLength(1);
});
