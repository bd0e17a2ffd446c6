import { describe, expect, onTestFinished, test } from 'vitest';
import { openBullmqJobs } from '../../src/jobs/bullmq/bullmq-jobs.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { aGate, aWorker, until } from '../support/jobs.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';

const CITIZENS = Array.from({ length: 40 }, (_, n) => `w${n}`);
const NEWS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';

describe.skipIf(!hasRedis())('jobs without Redis', () => {
  test('what citizens wrote while Redis was gone is answered once it is back, empty', async () => {
    const { redis, post } = await aPostOnRedis();
    const writing = CITIZENS.map((citizen) => post.write(citizen, NEWS, { forwarded: true }));
    await until(() => post.heard.length > 5);
    await redis.kill();
    await Promise.all(writing);
    for (const citizen of CITIZENS.slice(0, 20)) await post.write(`late-${citizen}`, NEWS);
    await until(() => post.jobsHealth().state === 'degraded');
    await redis.start();
    await until(() => post.jobsHealth().state === 'ok');
    await post.settle();
    const expected = [...CITIZENS, ...CITIZENS.slice(0, 20).map((citizen) => `late-${citizen}`)];
    expect(new Set(post.heard.map(({ to }) => to))).toEqual(new Set(expected));
    expect(post.heard).toHaveLength(expected.length);
    expect(post.errors.map(String)).toEqual([
      expect.stringContaining('jobs on Redis have trouble'),
    ]);
  });

  test('everything is served when Redis is emptied again and again', async () => {
    const { redis, post } = await aPostOnRedis();
    const client = redis.client();
    onTestFinished(() => client.disconnect());
    const writing = CITIZENS.map(async (citizen) => {
      for (const text of [NEWS, 'ya', 'cukup']) await post.write(citizen, text);
    });
    let isWritten = false;
    const written = Promise.all(writing).then(() => {
      isWritten = true;
    });
    while (!isWritten) {
      await client.flushall();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await written;
    await post.settle();
    for (const citizen of CITIZENS) {
      expect(post.heard.filter(({ to }) => to === citizen).length).toBeGreaterThan(0);
    }
    expect(await post.deps.store.turns.findDue(post.clock.now(), 100)).toEqual([]);
    expect(await post.deps.store.outbox.findWaiting(post.clock.now(), 100)).toEqual([]);
  });

  test('a job that Redis forgot while it ran does not block the next one', async () => {
    const { redis, worker, gate } = await aGatedWorker();
    const client = redis.client();
    onTestFinished(() => client.disconnect());
    await client.flushall();
    gate.open();
    await worker.idle();
    worker.turn('w1');
    await until(() => worker.begun.length === 2);
    await worker.idle();
    expect(worker.health()).toEqual({ state: 'ok' });
  });

  test('a job outlives a Redis that restarts while it runs', async () => {
    const { redis, worker, gate } = await aGatedWorker();
    await redis.kill();
    worker.turn('w2');
    gate.open();
    await redis.start();
    await until(() => worker.health().state === 'ok');
    worker.turn('w1');
    await until(() => worker.begun.filter((citizen) => citizen === 'w1').length === 2);
  });

  test('a Redis that hangs is told of, and served again once it goes on', async () => {
    const { redis, worker, gate } = await aGatedWorker();
    gate.open();
    await worker.idle();
    redis.signal('SIGSTOP');
    worker.turn('w2');
    await until(() => worker.health().state === 'degraded');
    redis.signal('SIGCONT');
    await until(() => worker.health().state === 'ok');
    worker.turn('w3');
    await until(() => worker.begun.includes('w3'));
  });

  test('a Redis that is full is told of, and served again once it has room', async () => {
    const { redis, worker, gate } = await aGatedWorker();
    gate.open();
    await worker.idle();
    const client = redis.client();
    onTestFinished(() => client.disconnect());
    await client.config('SET', 'maxmemory', '1000');
    worker.turn('w2');
    await until(() => worker.health().reason?.startsWith('OOM'));
    await client.config('SET', 'maxmemory', '0');
    await until(() => worker.health().state === 'ok');
    worker.turn('w2');
    await until(() => worker.begun.includes('w2'));
  });

  test('a post starts without Redis and works once there is one', async () => {
    const redis = new TestRedis();
    onTestFinished(() => redis.stop());
    await redis.start();
    await redis.kill();
    const worker = aWorker({ url: redis.url });
    worker.turn('w1');
    await until(() => worker.health().state === 'degraded');
    await worker.idle();
    expect(worker.health()).toEqual({ state: 'degraded', reason: 'Redis does not answer' });
    await redis.start();
    await until(() => worker.health().state === 'ok');
    const client = redis.client();
    onTestFinished(() => client.disconnect());
    worker.turn('w2');
    await until(() => worker.begun.includes('w2'));
    expect(worker.begun).toEqual(['w1', 'w2']); // the first without Redis
    expect(Number(await client.get('posko:turn:id'))).toBe(1);
    expect(worker.errors).toHaveLength(1);
  });

  test('what citizens write while Redis is gone is answered without it', async () => {
    const { redis, post } = await aPostOnRedis();
    await redis.kill();
    for (const citizen of CITIZENS) await post.write(citizen, NEWS, { forwarded: true });
    expect(new Set(post.heard.map(({ to }) => to))).toEqual(new Set(CITIZENS));
    expect(post.heard).toHaveLength(CITIZENS.length);
    expect(post.jobsHealth().state).toBe('degraded');
  });

  test('closing waits for what runs, and not for a Redis that is gone', async () => {
    const { redis, worker, gate } = await aGatedWorker();
    await redis.kill();
    const closing = worker.close();
    expect(await Promise.race([closing, afterManyTicks()])).toBe('still open');
    gate.open();
    await closing;
  });
});

async function aRedis() {
  const redis = new TestRedis();
  onTestFinished(() => redis.stop());
  await redis.start();
  return redis;
}

/** More turns of the event loop than closing takes where nothing runs. */
async function afterManyTicks(): Promise<'still open'> {
  for (let n = 0; n < 1000; n += 1) await new Promise(setImmediate);
  return 'still open';
}

/** A worker that is in the middle of a turn of w1. */
async function aGatedWorker() {
  const redis = await aRedis();
  const gate = aGate();
  const worker = aWorker({ url: redis.url }, gate.wait);
  worker.turn('w1');
  await until(() => worker.begun.length === 1);
  return { redis, worker, gate };
}

async function aPostOnRedis() {
  const redis = await aRedis();
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const post = await aPost(store, { jobs: openBullmqJobs({ url: redis.url }) });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  return { redis, post };
}
