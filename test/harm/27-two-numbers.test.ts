import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { aCloudPost } from '../channels/cloud-api/stage.ts';
import { FakeGraph } from '../fake-graph/fake-graph.ts';
import { aFolder } from '../support/builders.ts';
import { until } from '../support/jobs.ts';
import { posko } from '../support/posko.ts';
import { aFreePort, isHealthy, startProgram } from '../support/program.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

const FIRST = '100000000000001';
const SECOND = '200000000000002';

/** Two processes, each with its own number and its own Graph API, on one store and one clock. */
async function twoNumbers() {
  const store = await openMemoryStore([], MASTER_KEY);
  onTestFinished(() => store.close());
  const clock = new VirtualClock(MORNING);
  const open = (numberId: string) => aCloudPost({ store, clock, numberId });
  return { store, first: await open(FIRST), second: await open(SECOND) };
}

test('a reply goes out from the number that its citizen wrote to', async () => {
  const { first, second } = await twoNumbers();
  const ani = first.graph.citizen('ani');
  const budi = second.graph.citizen('budi');
  await ani.write('menu');
  await budi.write('menu');
  for (let round = 0; round < 3; round += 1) {
    await first.settle();
    await second.settle();
  }
  expect(ani.shown.length).toBeGreaterThan(0);
  expect(budi.shown.length).toBeGreaterThan(0);
  expect(first.graph.asked.map(({ to }) => to)).not.toContain(budi.phone);
  expect(second.graph.asked.map(({ to }) => to)).not.toContain(ani.phone);
});

test('a reply for a number that no process holds waits for the process that does', async () => {
  const { store, first, second } = await twoNumbers();
  const budi = second.graph.citizen('budi');
  await budi.write('menu');
  await second.post.close();
  await first.settle();
  await first.post.wait(10 * 60_000);
  await first.settle();
  expect(first.graph.asked).toEqual([]);
  expect((await store.load(MORNING)).replies.waiting.count).toBe(1);
});

/** Two numbers of one Graph API, with the webhook of each at the process that `connect` names. */
async function twoGraphs() {
  const [first, second] = [
    await FakeGraph.start({ numberId: FIRST }),
    await FakeGraph.start({ numberId: SECOND }),
  ];
  first.neighbours.push(second);
  onTestFinished(async () => {
    await first.close();
    await second.close();
  });
  return { first, second };
}

async function aProgram(
  role: string,
  { url, token, appSecret, verifyToken }: FakeGraph,
  more: object,
) {
  const port = await aFreePort();
  const variables = {
    ...{ POSKO_PORT: `${port}`, POSKO_CHAT: 'off', POSKO_QUIET_MS: '0', POSKO_CLOUD_URL: url },
    ...{ POSKO_CLOUD_TOKEN: token, POSKO_CLOUD_APP_SECRET: appSecret },
    ...{ POSKO_CLOUD_VERIFY_TOKEN: verifyToken, ...more },
  };
  const program = startProgram([role], variables);
  onTestFinished(() => program.stop(), 30_000);
  await isHealthy(port);
  const channels = async () => {
    const body = await (await fetch(`http://127.0.0.1:${port}/readyz`)).json();
    return (body as { channels: Record<string, { state: string; reason?: string }> }).channels;
  };
  return { program, channels, webhook: `http://127.0.0.1:${port}/webhook`, variables };
}

test('one process serves several numbers, and a fault of one leaves the other alone', async () => {
  const { first, second } = await twoGraphs();
  const numbers = { POSKO_DATA: aFolder(), POSKO_CLOUD_NUMBER_ID: `${FIRST},${SECOND}` };
  const post = await aProgram('start', first, numbers);
  for (const graph of [first, second]) graph.connect(post.webhook);
  const [ani, budi] = [first.citizen('ani'), second.citizen('budi')];
  second.lasting = { type: 'error', status: 400, code: 133010 };
  expect(await budi.write('menu')).toBe(200);
  expect(await ani.write('menu')).toBe(200);
  await until(() => ani.shown.length > 0);
  await until(async () => (await post.channels())[`cloud-api-${SECOND}`]?.state === 'paused');
  expect((await post.channels())[`cloud-api-${FIRST}`]).toEqual({ state: 'ok' });
  expect(first.asked.map(({ to }) => to)).not.toContain(budi.phone);
  expect(first.read).toHaveLength(1);
});

test('a number that nobody has any more is told to the operator, and its replies wait', async () => {
  const { first, second } = await twoGraphs();
  const folder = { POSKO_DATA: aFolder() };
  const both = await aProgram('start', first, {
    ...folder,
    POSKO_CLOUD_NUMBER_ID: `${FIRST},${SECOND}`,
  });
  second.connect(both.webhook);
  second.lasting = { type: 'error', status: 500, code: 131016 };
  const budi = second.citizen('budi');
  expect(await budi.write('menu')).toBe(200);
  await until(() => second.asked.length > 0);
  await both.program.stop();
  const one = await aProgram('start', first, { ...folder, POSKO_CLOUD_NUMBER_ID: FIRST });
  const told = () => one.program.output().includes('replies wait for a number that no process has');
  await until(told, 40_000);
  expect((await one.channels())[`cloud-api-${SECOND}`]).toMatchObject({ state: 'down' });
  const doctor = await posko(['doctor', '--json'], { env: one.variables });
  expect(doctor.stdout).toContain(`cloud-api-${SECOND}`);
  await one.program.stop();
  second.lasting = undefined;
  await aProgram('start', first, { ...folder, POSKO_CLOUD_NUMBER_ID: `${FIRST},${SECOND}` });
  await until(() => budi.shown.length > 0, 70_000);
  expect(first.asked).toEqual([]);
});

test.runIf(hasRedis())(
  'two workers with a number each leave the other number to the other',
  { timeout: 60_000 },
  async () => {
    const redis = new TestRedis();
    await redis.start();
    onTestFinished(() => redis.stop());
    const { first, second } = await twoGraphs();
    const shared = { POSKO_DATA: aFolder(), POSKO_REDIS_URL: redis.url };
    const page = await aProgram('serve', first, {
      ...shared,
      POSKO_CLOUD_NUMBER_ID: `${FIRST},${SECOND}`,
    });
    await aProgram('work', first, { ...shared, POSKO_CLOUD_NUMBER_ID: FIRST });
    await aProgram('work', first, { ...shared, POSKO_CLOUD_NUMBER_ID: SECOND });
    for (const graph of [first, second]) graph.connect(page.webhook);
    const names = ['ani', 'budi', 'citra', 'dodi', 'eka', 'fitri'];
    const citizens = [first, second].flatMap((graph) => names.map((name) => graph.citizen(name)));
    for (const each of citizens) expect(await each.write('menu')).toBe(200);
    await until(() => citizens.every(({ shown }) => shown.length === 1), 20_000);
    expect([first.asked.length, second.asked.length]).toEqual([names.length, names.length]);
  },
);
