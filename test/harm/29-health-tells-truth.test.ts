import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { FakeGraph } from '../fake-graph/fake-graph.ts';
import { aFolder } from '../support/builders.ts';
import { jsonLines } from '../support/posko.ts';
import { aFreePort, isHealthy, startProgram } from '../support/program.ts';
import { hasRedis, TestRedis } from '../support/redis.ts';

interface Ready {
  state: string;
  channels: Record<string, { state: string; reason?: string }>;
  writes?: { state: string; reason?: string };
  disk?: { state: string; freeMib: number };
  workers?: { state: string; count: number };
  waiting?: { state: string; replies: number; oldestSeconds: number };
}

/** A post with one number, as a process of its own. */
async function aProgram(role: string, graph: FakeGraph, variables: Record<string, string> = {}) {
  const port = await aFreePort();
  graph.connect(`http://127.0.0.1:${port}/webhook`);
  const program = startProgram([role], {
    POSKO_DATA: aFolder(),
    POSKO_PORT: `${port}`,
    POSKO_CHAT: 'off',
    POSKO_QUIET_MS: '0',
    POSKO_CLOUD_NUMBER_ID: graph.numberId,
    POSKO_CLOUD_TOKEN: graph.token,
    POSKO_CLOUD_APP_SECRET: graph.appSecret,
    POSKO_CLOUD_VERIFY_TOKEN: graph.verifyToken,
    POSKO_CLOUD_URL: graph.url,
    ...variables,
  });
  onTestFinished(() => program.stop(), 30_000);
  await isHealthy(port);
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  return {
    program,
    ready: async () => {
      const response = await ask('/readyz');
      return { status: response.status, body: (await response.json()) as Ready }; // as it is written
    },
    health: async () => (await (await ask('/healthz')).json()) as { status: string },
    status: async () => (await ask('/status')).text(),
    said: () =>
      jsonLines(
        program
          .output()
          .split('\n')
          .filter((line) => line.startsWith('{'))
          .join('\n'),
      ),
  };
}

async function aGraph(): Promise<FakeGraph> {
  const graph = await FakeGraph.start();
  onTestFinished(() => graph.close());
  return graph;
}

async function until<T>(look: () => Promise<T>, isGood: (seen: T) => boolean, ms = 30_000) {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (isGood(seen)) return seen;
    if (Date.now() > end) throw new Error(`it has not come true: ${JSON.stringify(seen)}`);
    await pause(200);
  }
}

/** A file system of a few megabytes in memory, to be filled to the last byte. */
function aSmallDisk(): string | undefined {
  const folder = join(aFolder(), 'disk');
  mkdirSync(folder);
  const mounted = spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]);
  if (mounted.status !== 0) return undefined;
  onTestFinished(() => void spawnSync('/usr/bin/umount', ['-l', folder]));
  return folder;
}

function fill(folder: string): void {
  for (const size of [1024 * 1024, 4096, 1]) {
    try {
      for (let n = 0; ; n += 1)
        writeFileSync(join(folder, `ballast-${size}-${n}`), Buffer.alloc(size));
    } catch {
      // full for pieces of this size
    }
  }
  expect(statfsSync(folder).bavail).toBe(0);
}

const disk = aDiskOrWord();

/** Whether this machine lets a test mount a disk of its own; where not, that is said aloud. */
function aDiskOrWord(): boolean {
  const [, rights = '0'] = /CapEff:\s+(\w+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  const isRoot = (BigInt(`0x${rights}`) & (1n << 21n)) !== 0n; // CAP_SYS_ADMIN
  if (!isRoot)
    console.warn('this machine lets no test mount a disk; a full disk is not tested here');
  return isRoot;
}

test.runIf(disk)(
  'a full disk is told everywhere, and its end too',
  { timeout: 90_000 },
  async () => {
    const folder = aSmallDisk();
    if (folder === undefined) throw new Error('the disk could not be mounted');
    const graph = await aGraph();
    const post = await aProgram('start', graph, {
      POSKO_DATA: join(folder, 'data'),
      POSKO_SAMPLES: 'off',
    });
    const ani = graph.citizen('ani');
    expect(await ani.write('menu')).toBe(200);
    await until(
      async () => ani.shown,
      (shown) => shown.length > 0,
    );
    expect((await post.ready()).body).toMatchObject({ writes: { state: 'ok' } });
    fill(folder);
    const answers: number[] = [];
    for (let n = 0; n < 60 && !answers.includes(503); n += 1) {
      answers.push(await ani.write(`Kabar nomor ${n} `.repeat(400)));
    }
    expect(answers).toContain(503);
    const { status, body } = await until(post.ready, (seen) => seen.status === 503);
    expect([status, body.state]).toEqual([503, 'down']);
    expect(body.writes).toMatchObject({ state: 'down', reason: expect.stringContaining('full') });
    expect((await post.health()).status).toBe('degraded');
    expect(await post.status()).toMatch(/Menerima pesan<\/dt><dd class="badge disturbed"/);
    const full = (line: Record<string, unknown>) => `${line.msg}`.includes('the disk is full');
    expect(post.said().filter(full)).toHaveLength(1);
    for (const name of readdirSync(folder)) {
      if (name.startsWith('ballast')) rmSync(join(folder, name));
    }
    await until(post.ready, (seen) => seen.status === 200);
    expect(await ani.write('menu')).toBe(200);
    expect(post.said().some(({ msg }) => `${msg}`.includes('takes what is written again'))).toBe(
      true,
    );
  },
);

test('WhatsApp that cannot be reached is told once, and once when it is back', {
  timeout: 120_000,
}, async () => {
  const port = await aFreePort();
  const graph = await FakeGraph.start({ port });
  const post = await aProgram('start', graph);
  const ani = graph.citizen('ani');
  expect(await ani.write('menu')).toBe(200);
  await until(
    async () => ani.shown,
    (shown) => shown.length > 0,
  );
  await graph.close();
  expect(await ani.write('halo')).toBe(200);
  const { body } = await until(post.ready, (seen) => seen.body.state === 'degraded', 60_000);
  expect(body.channels['cloud-api']?.state).toBe('down');
  expect(body.waiting?.replies).toBe(1);
  expect((await post.health()).status).toBe('degraded');
  const isTold = (page: string) => /Menjawab otomatis<\/dt><dd class="badge disturbed"/.test(page);
  await until(post.status, isTold, 60_000);
  const again = await FakeGraph.start({ port });
  onTestFinished(() => again.close());
  again.heard(ani.phone, ani.userId);
  await until(post.ready, (seen) => seen.body.state === 'ok', 60_000);
  expect(again.asked.length).toBeGreaterThan(0);
  const lines = post.said().map(({ msg }) => `${msg}`);
  expect(lines.filter((line) => line.includes('cannot be reached'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('can be reached again'))).toHaveLength(1);
});

test('WhatsApp that takes connections and never answers does not keep turns from being taken', async () => {
  const graph = await aGraph();
  const silent = await aSilentServer();
  const post = await aProgram('start', graph, { POSKO_CLOUD_URL: silent });
  for (const wave of [1, 2]) {
    const crowd = Array.from({ length: 70 }, (_, n) => graph.citizen(`warga-${wave}-${n}`));
    for (const each of crowd) expect(await each.write('menu')).toBe(200);
    // Requests give up after 15 seconds; long before, every turn must be taken.
    const isAnswered = (seen: { body: Ready }) => seen.body.waiting?.replies === 70 * wave;
    await until(post.ready, isAnswered, 8000);
  }
});

/** The address of a server that takes connections and says nothing. */
async function aSilentServer(): Promise<string> {
  const port = await aFreePort();
  const server: Server = createServer(() => {}).listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${port}/v24.0`;
}

test('a post whose account is at fault tells code and details in /readyz and in the log', async () => {
  const graph = await aGraph();
  const post = await aProgram('start', graph);
  const ani = graph.citizen('ani');
  const details = `Display name of the number is not approved (${ani.phone})`;
  graph.lasting = { type: 'error', status: 400, code: 131037, details };
  expect(await ani.write('menu')).toBe(200);
  const { body } = await until(post.ready, (seen) => seen.body.state === 'degraded');
  expect(body.channels['cloud-api']).toMatchObject({
    state: 'paused',
    reason: expect.stringContaining('131037: Display name of the number is not approved'),
  });
  const told = post.said().filter(({ fault }) => fault === 131037);
  expect(told).toMatchObject([{ trace: 'AbcTrace1', details: expect.stringContaining('Display') }]);
  expect(post.program.output()).not.toContain(ani.phone);
});

test.runIf(hasRedis())(
  'a serving process says that nobody works',
  { timeout: 60_000 },
  async () => {
    const redis = new TestRedis();
    await redis.start();
    onTestFinished(() => redis.stop());
    const graph = await aGraph();
    const shared = { POSKO_DATA: aFolder(), POSKO_REDIS_URL: redis.url };
    const page = await aProgram('serve', graph, shared);
    const alone = await until(page.ready, (seen) => seen.body.workers !== undefined);
    expect(alone.body).toMatchObject({ state: 'degraded', workers: { state: 'down', count: 0 } });
    await aProgram('work', graph, shared);
    await until(page.ready, (seen) => seen.body.workers?.count === 1);
    expect((await page.ready()).body.state).toBe('ok');
  },
);
