import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { FakeGraph } from '../fake-graph/fake-graph.ts';
import { aFolder } from '../support/builders.ts';
import { until } from '../support/jobs.ts';
import { openTestMongo } from '../support/mongo.ts';
import { posko } from '../support/posko.ts';
import { aFreePort, isHealthy, startProgram } from '../support/program.ts';
import { hasRedis, useRedis } from '../support/redis.ts';

const NEWS = 'Besok semua bank tutup sebulan penuh kata tetangga';

test.each(['serve', 'work'])('posko %s says that it needs Redis', async (role) => {
  const { code, stderr } = await posko([role], { env: { POSKO_DATA: aFolder() } });
  expect(code).toBe(1);
  expect(stderr).toContain('POSKO_REDIS_URL is not set');
});

test('a port that is taken is named', async () => {
  const port = String(await aFreePort());
  await aProgram('start', { POSKO_PORT: port });
  const env = { POSKO_DATA: aFolder(), POSKO_PORT: port };
  const { code, stderr } = await posko(['start'], { env });
  expect(code).toBe(1);
  expect(stderr).toContain(`port ${port} of 127.0.0.1 is taken: set POSKO_PORT to another`);
});

test('a post that is asked to stop hears first what became of the reply under way', async () => {
  const graph = await FakeGraph.start();
  onTestFinished(() => graph.close());
  const heard = Promise.withResolvers<void>();
  graph.line.pass = () => (graph.asked.length > 0 ? heard.promise : Promise.resolve());
  const port = await aFreePort();
  const { program } = await aProgram('start', {
    ...{ POSKO_PORT: String(port), POSKO_CHAT: 'off', POSKO_LOG_LEVEL: 'debug' },
    ...{ POSKO_CLOUD_URL: graph.url, POSKO_CLOUD_NUMBER_ID: graph.numberId },
    ...{ POSKO_CLOUD_TOKEN: graph.token, POSKO_CLOUD_APP_SECRET: graph.appSecret },
    POSKO_CLOUD_VERIFY_TOKEN: graph.verifyToken,
  });
  graph.connect(`http://127.0.0.1:${port}/webhook`);
  expect(await graph.citizen('ani').write('menu')).toBe(200);
  await until(() => graph.asked.length > 0, 120_000); // on a busy machine the first answer takes long
  program.child.kill('SIGTERM');
  await until(() => program.output().includes('Posko stops'));
  heard.resolve();
  expect(await once(program.child, 'exit')).toEqual([0, null]);
  expect(program.output()).toContain('a reply was tried');
});

describe.skipIf(!hasRedis())('a post of several processes', () => {
  const redis = useRedis();

  test('what serve takes in, work answers, on one folder', async () => {
    const shared = { POSKO_DATA: aFolder(), POSKO_REDIS_URL: redis.url };
    await isAnsweredByWorkers(shared);
  });

  test('what serve takes in, work answers, on MongoDB', async () => {
    const mongo = await openTestMongo();
    onTestFinished(() => mongo.close());
    const master = { POSKO_KEY: 'ab'.repeat(32), POSKO_MONGO_URL: mongo.url() };
    const shared = { ...master, POSKO_REDIS_URL: redis.url };
    const migrated = await posko(['db', 'migrate'], { env: { ...shared, POSKO_DATA: aFolder() } });
    expect(migrated.stderr).toBe('');
    await isAnsweredByWorkers(shared);
  });

  async function isAnsweredByWorkers(shared: Record<string, string>) {
    const client = redis.client();
    onTestFinished(() => client.disconnect());
    await client.flushall();
    const folder = () => shared.POSKO_DATA ?? aFolder(); // a machine each, where the store is elsewhere
    const page = await aProgram('serve', { ...shared, POSKO_DATA: folder() });
    await page.write('w1', NEWS);
    await until(async () => (await client.zcard('posko:turn:prioritized')) === 1);
    expect(await page.heard('w1')).toEqual([]); // nobody works yet
    const workers = [
      await aProgram('work', { ...shared, POSKO_DATA: folder() }),
      await aProgram('work', { ...shared, POSKO_DATA: folder() }),
    ];
    await until(async () => (await page.heard('w1')).length === 1);
    const [first] = workers;
    first?.program.child.kill('SIGKILL');
    const citizens = Array.from({ length: 12 }, (_, n) => `citizen-${n}`);
    for (const citizen of citizens) await page.write(citizen, NEWS);
    await until(
      async () => (await Promise.all(citizens.map(page.heard))).every(({ length }) => length === 1),
      30_000,
    );
    for (const { program } of [...workers.slice(1), page]) {
      program.child.kill('SIGTERM');
      const [code] = await once(program.child, 'exit');
      expect([
        code,
        program.output().replace(/^(?:Posko|Meja pemeriksa|\{"level":"info").*\n/gm, ''),
      ]).toEqual([0, '']);
    }
  }
});

const messagesSchema = z.object({
  messages: z.array(z.object({ from: z.string(), text: z.string() })),
});

async function aProgram(role: string, variables: Record<string, string>) {
  const port = Number(variables.POSKO_PORT ?? (await aFreePort()));
  const program = startProgram([role], {
    POSKO_DATA: aFolder(),
    POSKO_QUIET_MS: '0',
    ...variables,
    POSKO_PORT: String(port),
  });
  onTestFinished(() => program.stop());
  await isHealthy(port);
  const phone = (citizen: string) => `http://127.0.0.1:${port}/chat/api/phones/${citizen}`;
  return {
    program,
    write: (citizen: string, text: string) =>
      fetch(`${phone(citizen)}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text, forwarded: true }),
      }),
    async heard(citizen: string) {
      const { messages } = messagesSchema.parse(await (await fetch(phone(citizen))).json());
      return messages.filter(({ from }) => from === 'bot').map(({ text }) => text);
    },
  };
}
