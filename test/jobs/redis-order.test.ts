import { describe, expect, onTestFinished, test } from 'vitest';
import { Queues } from '../../src/jobs/bullmq/queues.ts';
import type { Rank } from '../../src/jobs/later-wakes.ts';
import { aGate, aWorker, until } from '../support/jobs.ts';
import { hasRedis, useRedis } from '../support/redis.ts';
import { MORNING } from '../support/stage.ts';

describe.skipIf(!hasRedis())('the order of jobs on Redis', () => {
  const redis = useRedis();

  /** Queues with nothing in them, and the citizens in the order in which they would be served. */
  function openQueues() {
    const prefix = redis.aPrefix();
    const queues = new Queues({ url: redis.url, prefix }, () => {});
    const client = redis.client();
    onTestFinished(async () => {
      await queues.close();
      client.disconnect();
    });
    const order = async () => {
      const ids = await client.zrange(`${prefix}:turn:prioritized`, '0', '-1');
      const jobs = ids.map((id) => client.hget(`${prefix}:turn:${id}`, 'data'));
      return (await Promise.all(jobs)).map((data) => JSON.parse(data ?? '{}').citizen);
    };
    const job = (citizen: string, rank: Rank, afterS = 0) => ({
      type: 'turn' as const,
      citizen,
      rank,
      since: MORNING + afterS * 1000,
      ...(rank === 3 && { isPatient: true }),
    });
    return { queues, order, job, client, prefix };
  }

  test('a talk lets first messages of five seconds go before it, a repeat of twenty, the sweep of a minute', async () => {
    const { queues, order, job } = openQueues();
    await queues.add([job('sweep', 3), job('repeat', 2), job('talk', 1), job('first', 0)]);
    await queues.add([4, 6, 19, 21, 59, 61].map((at) => job(`after ${at}`, 0, at)));
    expect(await order()).toEqual([
      ...['first', 'after 4', 'talk', 'after 6', 'after 19', 'repeat', 'after 21', 'after 59'],
      ...['sweep', 'after 61'],
    ]);
  });

  test('a citizen waits once, found by the sweep only where nothing of theirs waits', async () => {
    const { queues, order, job } = openQueues();
    await queues.add([job('w1', 0), job('w1', 0)]);
    await queues.add([job('w1', 3), job('w2', 3)]);
    await queues.add([job('w2', 0)]);
    expect(await order()).toEqual(['w1', 'w2', 'w2']);
  });

  test('once it is to forget, the stream of no queue names anybody, that of a place neither', async () => {
    const { queues, job, client, prefix } = openQueues();
    const send = { ...job('w2', 0), type: 'send' as const };
    await queues.add([job('w1', 0), send, { ...send, citizen: 'w3', place: 'device' }]);
    const lengths = () =>
      Promise.all(
        ['turn', 'send', 'send-device'].map((name) => client.xlen(`${prefix}:${name}:events`)),
      );
    expect(Math.min(...(await lengths()))).toBeGreaterThan(0);
    await queues.forget();
    expect(await lengths()).toEqual([0, 0, 0]);
  });

  test('of all processes the first to ask looks for due work, for the time it named', async () => {
    const { queues, client, prefix } = openQueues();
    const another = new Queues({ url: redis.url, prefix }, () => {});
    onTestFinished(() => another.close());
    const asked = [];
    for (const each of [queues, another, queues]) asked.push(await each.isFirst(60_000));
    expect(asked).toEqual([true, false, false]);
    const left = await client.pttl(`${prefix}:look`);
    expect([left > 0, left <= 60_000]).toEqual([true, true]);
    await client.del(`${prefix}:look`);
    expect(await another.isFirst(60_000)).toBe(true);
  });

  test('waiting jobs are counted by the kinds and places that are asked for', async () => {
    const { queues, job } = openQueues();
    await queues.add([job('w1', 0), job('w2', 0), { ...job('w1', 0), type: 'send' as const }]);
    await queues.add([{ ...job('w3', 0), type: 'send' as const, place: 'device' }]);
    const counts = await Promise.all(
      [undefined, ['turn'], ['send-device'], []].map((names) => queues.countReady(names)),
    );
    expect(counts).toEqual([3, 2, 1, 0]);
    await queues.probe();
  });

  test.for([
    { by: 'a promise', isPromised: true, served: ['w1', 'first'] },
    { by: 'another message', isPromised: false, served: ['first', 'w1'] },
  ])('a repeat that waits is served as $served after $by', async ({ isPromised, served }) => {
    const { queues, order, job } = openQueues();
    await queues.add([job('w1', 2), job('first', 0, 3)]);
    await queues.add([{ ...job('w1', 0), isPromised }]);
    expect(await order()).toEqual(served);
  });

  test('a promise puts nobody back who waits already', async () => {
    const { queues, order, job } = openQueues();
    await queues.add([job('w1', 0), job('w2', 0, 3)]);
    await queues.add([{ ...job('w1', 0, 10), isPromised: true }]);
    expect(await order()).toEqual(['w1', 'w2']);
  });

  test('the sweep finds nobody again whose turn is under way', async () => {
    const { queues, order, job, prefix } = openQueues();
    const gate = aGate();
    const worker = aWorker({ url: redis.url, prefix }, gate.wait);
    const running = ['w1', 'w2', 'w3', 'w4'];
    for (const citizen of running) worker.turn(citizen);
    await until(() => worker.begun.length === running.length);
    await queues.add(running.map((citizen) => job(citizen, 3)));
    gate.open();
    await worker.idle();
    expect(worker.begun.toSorted()).toEqual(running);
    expect(await order()).toEqual([]);
  });

  test('of what is woken at once for one citizen, the most urgent is put into Redis', async () => {
    const { client, prefix } = openQueues();
    const page = aWorker({ url: redis.url, prefix }, undefined, { isWorker: false });
    const putIn = async () => {
      await until(() => client.exists(`${prefix}:turn:1`));
      return JSON.parse((await client.hget(`${prefix}:turn:1`, 'data')) ?? '').rank;
    };
    for (let n = 0; n < 7; n += 1) page.turn('w1');
    expect(await putIn()).toBe(0); // the seventh is a repeat, the first is not
    await client.flushall();
    page.turn('w1');
    page.promise('w1');
    expect(await putIn()).toBe(0);
  });
});
