import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { until } from '../support/jobs.ts';
import { aFreePort, isHealthy, startProgram } from '../support/program.ts';
import { hasRedis, useRedis } from '../support/redis.ts';

test('the address of Redis has to be one', () => {
  expect(readConfig({}).redisUrl).toBeUndefined();
  const url = 'redis://:secret@127.0.0.1:6379/1';
  expect(readConfig({ POSKO_REDIS_URL: url }).redisUrl).toBe(url);
  expect(() => readConfig({ POSKO_REDIS_URL: 'http://127.0.0.1' })).toThrow(
    'POSKO_REDIS_URL must be an address such as redis://127.0.0.1:6379',
  );
});

describe.skipIf(!hasRedis())('posko start with Redis', () => {
  const redis = useRedis();

  test('a message is answered by way of Redis', async () => {
    const port = await aProgram();
    const phone = `http://127.0.0.1:${port}/chat/api/phones/w1`;
    await fetch(`${phone}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'Besok semua bank tutup sebulan', forwarded: true }),
    });
    await until(async () => (await repliesOn(phone)) > 0);
    const client = redis.client();
    onTestFinished(() => client.disconnect());
    for (const type of ['turn', 'send']) {
      expect(Number(await client.get(`posko:${type}:id`))).toBeGreaterThan(0);
    }
  });

  async function aProgram(): Promise<number> {
    const port = await aFreePort();
    const program = startProgram(['start'], {
      POSKO_DATA: aFolder(),
      POSKO_PORT: String(port),
      POSKO_REDIS_URL: redis.url,
      POSKO_QUIET_MS: '0',
    });
    onTestFinished(() => program.stop());
    await isHealthy(port);
    return port;
  }
});

const messagesSchema = z.object({ messages: z.array(z.object({ from: z.string() })) });

async function repliesOn(phone: string): Promise<number> {
  const response = await fetch(phone);
  const { messages } = messagesSchema.parse(await response.json());
  return messages.filter(({ from }) => from === 'bot').length;
}
