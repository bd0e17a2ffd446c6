import type { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { aWorker, until } from '../support/jobs.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import { MORNING } from '../support/stage.ts';

/** Where no Redis is. */
const NOWHERE = { url: 'redis://127.0.0.1:1' };

describe.skipIf(!hasRedis())('a Redis that answers, but not as it should', () => {
  test.for<{ reason: RegExp; begin: string[]; end: string[] }>([
    {
      reason: /^OOM: Redis is full$/,
      begin: ['CONFIG', 'SET', 'maxmemory', '1000'],
      end: ['CONFIG', 'SET', 'maxmemory', '0'],
    },
    {
      reason: /^this is a replica of Redis/,
      begin: ['REPLICAOF', '127.0.0.1', '1'],
      end: ['REPLICAOF', 'NO', 'ONE'],
    },
    {
      reason: /^Redis refuses the name or the password/,
      begin: ['ACL', 'SETUSER', 'default', '-evalsha', '-set'],
      end: ['ACL', 'SETUSER', 'default', '+evalsha', '+set'],
    },
    {
      reason: /^Redis refuses the name or the password/,
      begin: ['ACL', 'SETUSER', 'default', '-incr', '-hmset', '-set'],
      end: ['ACL', 'SETUSER', 'default', '+incr', '+hmset', '+set'],
    },
  ])('$reason is told while it lasts, and the jobs are done', async ({ reason, begin, end }) => {
    const { redis, tell } = await aRedis();
    const worker = aWorker({ url: redis.url });
    worker.turn('w1');
    await until(() => worker.begun.length === 1);
    expect(worker.health()).toEqual({ state: 'ok' });
    await tell(begin);
    worker.turn('w2');
    await until(() => worker.begun.includes('w2'));
    expect(worker.health()).toEqual({
      state: 'degraded',
      reason: expect.stringMatching(reason),
    });
    await tell(end);
    worker.turn('w3');
    await until(() => worker.begun.includes('w3'));
    expect(worker.health()).toEqual({ state: 'ok' });
    await redis.kill();
    worker.turn('w4');
    await until(() => worker.begun.includes('w4'));
    expect(worker.health()).toEqual({ state: 'degraded', reason: 'Redis does not answer' });
  });

  test('a Redis that takes no more writes is told of before anybody needs it', async () => {
    const { redis, tell } = await aRedis();
    const worker = aWorker({ url: redis.url });
    worker.turn('w1');
    await worker.idle();
    await tell(['REPLICAOF', '127.0.0.1', '1']);
    await until(() => worker.health().state === 'degraded');
  });

  test('one of several processes looks for due work, until three quarters of the time have passed', async () => {
    const { redis, client } = await aRedis();
    const workers = [aWorker({ url: redis.url }), aWorker({ url: redis.url })] as const;
    for (const worker of workers) worker.turn('w1');
    for (const worker of workers) await worker.idle();
    expect(await workers[0].mayLook(60_000)).toBe(true);
    expect(await workers[1].mayLook(60_000)).toBe(false);
    const left = await client.pttl('posko:look');
    expect([left > 30_000, left <= 45_000]).toEqual([true, true]);
  });

  test.for([
    { who: 'a worker that holds a place', isWorker: true, places: [aPlace()] },
    { who: 'a process without jobs', isWorker: false, places: [] },
  ])('$who keeps no connection to Redis once it has closed', async ({ isWorker, places }) => {
    const { redis, client } = await aRedis();
    const worker = aWorker({ url: redis.url }, undefined, { isWorker, places });
    worker.turn('w1');
    await until(async () => (await client.exists('posko:turn:id')) === 1);
    await worker.close();
    const connections = async () => `${await client.client('LIST')}`.trim().split('\n').length;
    await until(async () => (await connections()) === 1);
  });
});

test('without Redis each process looks for due work, before and after it has noticed', async () => {
  const worker = aWorker(NOWHERE);
  expect(worker.health()).toEqual({ state: 'ok' });
  expect(await worker.mayLook(60_000)).toBe(true);
  await until(() => worker.health().state === 'degraded');
  expect(await worker.mayLook(60_000)).toBe(true);
});

test('what Redis did not take is done here, each once, and counted once a minute', async () => {
  const clock = new VirtualClock(MORNING);
  const worker = aWorker(NOWHERE, undefined, { clock });
  const after = (ms: number) => clock.advance(ms, async () => {});
  const lose = async (count: number, name: string) => {
    for (let n = 0; n < count; n += 1) worker.turn(`${name}${n}`);
    await worker.idle();
  };
  await until(() => worker.errors.length === 1);
  await lose(1200, 'first');
  expect(new Set(worker.begun).size).toBe(1200);
  expect(worker.begun).toHaveLength(1200);
  await after(59_999);
  await lose(1, 'late');
  expect(worker.errors).toHaveLength(1);
  await after(1);
  await lose(2, 'next');
  await after(60_000);
  await lose(1, 'last');
  expect(worker.errors.map(String)).toEqual([
    expect.stringMatching(/^Error: jobs on Redis have trouble: connect ECONNREFUSED [^;]*$/),
    expect.stringMatching(/; 1203 jobs did not reach it$/),
    expect.stringMatching(/; 1 jobs did not reach it$/),
  ]);
});

function aPlace() {
  return { name: 'device', isHeld: () => true };
}

async function aRedis() {
  const redis = new TestRedis();
  onTestFinished(() => redis.stop());
  await redis.start();
  const client: Redis = redis.client();
  onTestFinished(() => client.disconnect());
  const tell = ([command = '', ...words]: string[]) => client.call(command, ...words);
  return { redis, client, tell };
}
