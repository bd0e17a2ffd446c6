import { EventEmitter } from 'node:events';
import { Cluster, Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import {
  checkServer,
  connectProducer,
  connectWorker,
  keyPrefix,
  type RedisConnection,
  RedisFault,
  untilReady,
} from '../../src/jobs/bullmq/connect.ts';
import { queueOf } from '../../src/jobs/bullmq/queues.ts';

const SINGLE = 'redis://10.0.0.1';
const CLUSTER = 'redis-cluster://10.0.0.1,10.0.0.2:7000';
const info = (...lines: string[]) => ['# Server', ...lines, 'tcp_port:6379'].join('\r\n');

test.each([
  [SINGLE, info('redis_mode:standalone')],
  [SINGLE, info()],
  ['redis-sentinel://10.0.0.1/posko', info('redis_mode:standalone')],
  [CLUSTER, info('redis_mode:cluster')],
  [SINGLE, info('maxmemory:1000', 'maxmemory_policy:noeviction')],
  [SINGLE, info('maxmemory:0', 'maxmemory_policy:allkeys-lru')],
  [SINGLE, info('maxmemory_policy:allkeys-lru')],
  [SINGLE, info('maxmemory:1000')],
])('a server at %s that says %j does our work', (url, said) => {
  expect(() => checkServer(said, url)).not.toThrow();
});

test.each([
  [SINGLE, info('redis_mode:cluster'), /runs as cluster: .* redis-cluster:\/\//],
  [SINGLE, info('redis_mode:sentinel'), /runs as sentinel: .* redis-sentinel:\/\//],
  [CLUSTER, info('redis_mode:standalone'), /runs as standalone: .* with redis:\/\//],
  [CLUSTER, info(), /standalone/],
  [
    SINGLE,
    info('maxmemory:100', 'maxmemory_policy:allkeys-lru'),
    /noeviction \(it is allkeys-lru\)$/,
  ],
])('a server at %s that says %j is refused with what to do', (url, said, words) => {
  expect(() => checkServer(said, url)).toThrow(words);
  expect(() => checkServer(said, url)).toThrow(RedisFault);
});

/** A connection that is ended with the test, before it reaches anybody. */
function opened(url: string, connect = connectProducer) {
  const redis = connect(url, () => {});
  redis.disconnect();
  onTestFinished(() => redis.disconnect());
  return redis;
}

test('an address of Sentinels names the master, who may read it, and whether it is hidden from others', () => {
  const redis = opened('rediss-sentinel://pos%40ko:ra%3Ahasia@10.0.0.1,10.0.0.2:26380/posko');
  expect(redis).toBeInstanceOf(Redis);
  expect(redis.options).toMatchObject({
    sentinels: [
      { host: '10.0.0.1', port: 26_379 },
      { host: '10.0.0.2', port: 26_380 },
    ],
    name: 'posko',
    username: 'pos@ko',
    password: 'ra:hasia',
    tls: {},
  });
  const plain = opened('redis-sentinel://10.0.0.1');
  expect(plain.options).toMatchObject({ name: 'mymaster' });
  for (const name of ['username', 'password'] as const) {
    expect((plain.options as Record<string, unknown>)[name] ?? undefined).toBeUndefined();
  }
  expect((plain.options as { tls?: object }).tls).toBeUndefined();
});

test('an address of a Cluster keeps all keys of Posko on one of its servers', () => {
  const redis = opened('redis-cluster://:rahasia@10.0.0.1,10.0.0.2:7000');
  expect(redis).toBeInstanceOf(Cluster);
  expect(redis.options).toMatchObject({ redisOptions: { password: 'rahasia' } });
  expect(keyPrefix(CLUSTER, 'posko')).toBe('{posko}');
  for (const url of [SINGLE, 'redis-sentinel://10.0.0.1'])
    expect(keyPrefix(url, 'posko')).toBe('posko');
});

test('without Redis a wake fails at once, and a worker waits; both try again within a second', () => {
  const producer = opened(SINGLE).options as Redis['options'];
  expect(producer).toMatchObject({
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 5000,
  });
  const worker = opened(SINGLE, connectWorker).options as Redis['options'];
  expect(worker).toMatchObject({ maxRetriesPerRequest: null, enableOfflineQueue: true });
  for (const { retryStrategy } of [producer, worker]) {
    const waits = [1, 3, 5, 50].map((times) => retryStrategy?.(times));
    expect(waits).toEqual([100, 400, 1000, 1000]);
  }
  expect(opened(CLUSTER).options).toMatchObject({ enableOfflineQueue: false });
  expect(opened(CLUSTER, connectWorker).options).toMatchObject({ enableOfflineQueue: true });
});

test('each kind of job has a queue, and each place its own', () => {
  expect(queueOf({ type: 'turn' })).toBe('turn');
  expect(queueOf({ type: 'send', place: 'device' })).toBe('send-device');
});

/** A connection of which only the state is there. */
function standing(status: string) {
  const redis = Object.assign(new EventEmitter(), { status });
  return { redis, ready: untilReady(redis as unknown as RedisConnection) };
}

test('who needs Redis waits while it connects, and is told at once where it does not', async () => {
  await standing('ready').ready;
  for (const status of ['wait', 'reconnecting', 'close', 'end', 'disconnecting']) {
    await expect(standing(status).ready).rejects.toThrow('Redis does not answer');
  }
  for (const status of ['connecting', 'connect']) {
    const [one, other] = [standing(status), standing(status)];
    one.redis.emit('ready');
    await one.ready;
    other.redis.emit('close');
    await expect(other.ready).rejects.toThrow('Redis does not answer');
    for (const { redis } of [one, other]) expect(redis.eventNames()).toEqual([]);
  }
});

test('a word that another one ends with says nothing of a server, and no address hides in another', () => {
  expect(() => checkServer(info('old_redis_mode:cluster'), SINGLE)).not.toThrow();
  expect(keyPrefix(`http://a.example/?${CLUSTER}`, 'posko')).toBe('posko');
});
