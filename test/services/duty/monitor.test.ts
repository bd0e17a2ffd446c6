import { expect, onTestFinished, test } from 'vitest';
import type { AlertEvent } from '../../../src/ports/alert-channels.ts';
import { HELD_BY_NOBODY, readHeartbeats } from '../../../src/services/duty/heartbeat.ts';
import { createMonitor } from '../../../src/services/duty/monitor.ts';
import { openInMemory } from '../../support/both-stores.ts';
import { aPost } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A monitor whose store a test can take away. */
async function aMonitor({ hasWebhook = true } = {}) {
  const store = await openInMemory();
  const post = await aPost(store);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const [told, warned]: [AlertEvent[], string[]] = [[], []];
  const state = { now: MORNING, trouble: undefined as Error | undefined };
  const clock = { now: () => state.now, at: () => () => {} };
  const documents = new Proxy(store.documents, {
    get: (target, key) => {
      if (state.trouble) throw state.trouble;
      const found: unknown = Reflect.get(target, key);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
  const webhook = async (news: AlertEvent) => void told.push(structuredClone(news));
  const deps = { ...post.deps, store: { ...store, documents }, clock };
  const monitor = createMonitor(
    { ...deps, warn: (what: string) => warned.push(what) },
    {
      ...{ isWorker: true, hasJobs: () => true, escalateMs: 15 * MINUTE },
      ways: hasWebhook ? { webhook } : {},
    },
  );
  const pulses = () => readHeartbeats({ store }, state.now);
  return { ...{ monitor, state, told, warned, deps, pulses }, store };
}

test('a process tells when it last sent something, and takes leave as it ends', async () => {
  const { monitor, pulses, deps } = await aMonitor();
  await monitor.look();
  const [first] = await pulses();
  expect(first).toMatchObject({ at: MORNING, isWorker: true, hasJobs: true, strays: [] });
  expect(first).not.toHaveProperty('sentAt');
  deps.sending.sentAt = MORNING - 7;
  await monitor.look();
  expect(await pulses()).toMatchObject([
    { sentAt: MORNING - 7, channels: { 'terminal-posko': 'ok' } },
  ]);
  await monitor.end();
  expect(await pulses()).toEqual([]);
});

test('replies for a number that nobody holds are warned of once, and again for another one', async () => {
  const { monitor, warned, deps, state, pulses } = await aMonitor();
  await monitor.look();
  expect(warned).toEqual([]);
  deps.strays.note('citi', 'wa 1', MORNING);
  for (let n = 0; n < 2; n += 1) await monitor.look();
  expect(warned).toEqual([HELD_BY_NOBODY]);
  expect((await pulses())[0]?.strays).toEqual(['wa 1']);
  deps.strays.note('udin', 'wa 2', MORNING);
  await monitor.look();
  expect(warned).toHaveLength(2);
  state.now += 24 * HOUR;
  await monitor.look();
  deps.strays.note('citi', 'wa 1', state.now);
  await monitor.look();
  expect(warned).toHaveLength(3);
});

test.each([
  ['store', new Error('connection lost')],
  ['disk', Object.assign(new Error('no room'), { errcode: 13 })],
])(
  'trouble with the %s is told after a minute, once, and when it is over',
  async (kind, trouble) => {
    const { monitor, state, told } = await aMonitor();
    state.trouble = trouble;
    const fail = () => expect(monitor.look()).rejects.toBe(trouble);
    await fail();
    state.now = MORNING + MINUTE - 1;
    await fail();
    expect(told).toEqual([]);
    state.now = MORNING + MINUTE;
    await fail();
    state.now += HOUR;
    await fail();
    const hour = Math.floor(MORNING / HOUR);
    const about = {
      kind,
      of: '',
      value: 1,
      since: MORNING,
      raisedAt: MORNING + MINUTE,
      called: [],
    };
    expect(told).toEqual([{ id: `${kind}:${hour}:raised`, news: 'raised', alarm: about }]);
    state.trouble = undefined;
    for (let n = 0; n < 2; n += 1) await monitor.look();
    const ended = { ...about, endedAt: state.now };
    expect(told.slice(1)).toEqual([{ id: `${kind}:${hour}:ended`, news: 'ended', alarm: ended }]);
  },
);

test('a store that is away for moments again and again is no trouble to tell', async () => {
  const { monitor, state, told } = await aMonitor();
  for (let n = 0; n < 3; n += 1) {
    state.trouble = new Error('away');
    await expect(monitor.look()).rejects.toThrow('away');
    state.now += MINUTE - 1;
    state.trouble = undefined;
    await monitor.look();
  }
  expect(told).toEqual([]);
});

test('without a webhook, a store that is away fails as itself and nothing else does', async () => {
  const { monitor, state } = await aMonitor({ hasWebhook: false });
  state.trouble = new Error('away');
  for (let n = 0; n < 3; n += 1) {
    await expect(monitor.look()).rejects.toThrow('away');
    state.now += MINUTE;
  }
  state.trouble = undefined;
  await monitor.look();
});
