import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import type { Sources } from '../../src/metrics/gauges.ts';
import { metricsRoutes, openMetrics } from '../../src/metrics/open-metrics.ts';
import type { Channel, Sent } from '../../src/ports/channel.ts';
import type { Observation } from '../../src/ports/events.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { aMessage, anAddress, aPost } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const NOTHING = { count: 0 };
const EMPTY = {
  letters: NOTHING,
  replies: { waiting: NOTHING, sending: NOTHING, unsure: NOTHING, held: NOTHING },
  cases: {
    ...{ 'open 0 h': NOTHING, 'open 1 h': NOTHING, 'open 6 h': NOTHING },
    ...{ 'open 24 h': NOTHING, 'open 72 h': NOTHING },
  },
  claims: NOTHING,
};

/** A page of figures; each request may bring headers. */
async function aPage(changes: Partial<Sources> = {}, token?: string) {
  return serve(openMetrics(), changes, token);
}

async function serve(
  { connect, registry }: ReturnType<typeof openMetrics>,
  changes: Partial<Sources>,
  token?: string,
) {
  const sources: Sources = {
    now: () => MORNING,
    channels: [],
    jobs: () => ({ state: 'ok' }),
    load: async () => EMPTY,
    version: '1.2.3',
    figures: {},
    ...changes,
  };
  connect(sources);
  const pages = express().use(metricsRoutes(registry, token));
  const server = createServer(pages).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const ask = (headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}/metrics`, { headers });
  return { ask, read: async () => (await ask()).text() };
}

test('what citizens do is counted, and no one and no word of theirs is told', async () => {
  const store = await openMemoryStore(loadSamples());
  onTestFinished(() => store.close());
  let sent: Sent = { type: 'sent' };
  const channel: Channel = { name: 'terminal', reconcileMs: 0, send: async () => sent };
  const figures = openMetrics();
  const post = await aPost(store, { channel, observe: figures.observe });
  onTestFinished(() => post.close());
  const { type: _, ...message } = aMessage({ text: 'burung kenari Surti 087812345678' });
  const delivered = { from: anAddress('6287811112222'), message };
  await receive(post.deps, [delivered]);
  await receive(post.deps, [delivered]);
  await post.settle();
  sent = { type: 'later', ms: 0, code: '131056' };
  await post.write('6287811113333', 'menu');
  const text = await (await serve(figures, { load: store.load })).read();
  expect(text).toContain('posko_messages_received_total{channel="terminal"} 2');
  expect(text).toContain('posko_duplicates_absorbed_total{channel="terminal"} 1');
  expect(text).toContain('posko_matches_total{tier="none"} 1');
  expect(text).toContain('posko_sends_total{channel="terminal",outcome="sent",code=""} 1');
  expect(text).toContain('posko_sends_total{channel="terminal",outcome="again",code="131056"} 1');
  expect(text).toContain('posko_turn_seconds_count{outcome="committed"} 2');
  expect(text).toContain('posko_first_reply_seconds_count 2');
  expect(text).toContain('posko_intake_seconds_count 3');
  expect(text).toMatch(/posko_sweep_found_total\{kind="send"\} \d/);
  expect(text).toContain('posko_waiting{kind="reply",state="waiting"} 1');
  for (const secret of ['kenari', 'Surti', '8781234', '8781111'])
    expect(text).not.toContain(secret);
});

test.for<[Observation, string[]]>([
  [
    { type: 'swept', turns: 2, sends: 3 },
    ['posko_sweep_found_total{kind="turn"} 2', 'posko_sweep_found_total{kind="send"} 3'],
  ],
  [
    { type: 'imported', outcome: 'failed', count: 7 },
    ['posko_source_imports_total{outcome="failed"} 1'],
  ],
  [
    { type: 'encoded', outcome: 'missing', ms: 20 },
    ['posko_encoder_seconds_sum{outcome="missing"} 0.02'],
  ],
])('what %j tells stands in figures of its own', async ([seen, lines]) => {
  const figures = openMetrics();
  figures.observe(seen);
  const text = await (await serve(figures, {})).read();
  for (const line of lines) expect(text.split('\n')).toContain(line);
});

test('what waits is told with its age, and the store is asked once in five seconds', async () => {
  let [now, asked, isAway] = [MORNING, 0, false];
  const load = async () => {
    asked += 1;
    if (isAway) throw new Error('away');
    return { ...EMPTY, letters: { count: 3, oldestAt: MORNING - 90_000 } };
  };
  const page = await aPage({ now: () => now, load });
  const [text] = await Promise.all([page.read(), page.read()]);
  expect(text).toContain('posko_waiting{kind="letter",state="waiting"} 3');
  expect(text).toContain('posko_waiting_oldest_age_seconds{kind="letter",state="waiting"} 90');
  expect(text).toContain('posko_store_up 1');
  now += 4999;
  await page.read();
  expect(asked).toBe(1);
  now += 1;
  isAway = true;
  const later = await page.read();
  expect(asked).toBe(2);
  expect(later).toContain('posko_store_up 0');
  expect(later).not.toContain('posko_waiting{');
});

test('a clock that was set back keeps no figure of before', async () => {
  let [now, count] = [MORNING, 3];
  const load = async () => ({ ...EMPTY, letters: { count } });
  const page = await aPage({ now: () => now, load });
  expect(await page.read()).toContain('posko_waiting{kind="letter",state="waiting"} 3');
  now -= 3_600_000;
  count = 5;
  expect(await page.read()).toContain('posko_waiting{kind="letter",state="waiting"} 5');
});

test('open cases are told by how long they have been open', async () => {
  const cases = { ...EMPTY.cases, 'open 6 h': { count: 2, oldestAt: MORNING - 7 * 3_600_000 } };
  const text = await (await aPage({ load: async () => ({ ...EMPTY, cases }) })).read();
  expect(text).toContain('posko_waiting{kind="case",state="open 0 h"} 0');
  expect(text).toContain('posko_waiting{kind="case",state="open 6 h"} 2');
  expect(text).toContain('age_seconds{kind="case",state="open 6 h"} 25200');
});

test('channels and jobs tell how they fare', async () => {
  const channel: Channel = {
    name: 'cloud-api',
    reconcileMs: 0,
    send: async () => ({ type: 'sent' }),
    health: () => ({ state: 'paused', reason: 'wait for Surti' }),
  };
  const page = await aPage({ channels: [channel], jobs: () => ({ state: 'degraded' }) });
  const text = await page.read();
  expect(text).toContain('posko_channel_state{channel="cloud-api",state="paused"} 1');
  expect(text).toContain('posko_channel_state{channel="cloud-api",state="ok"} 0');
  expect(text).toContain('posko_jobs_up 0');
  expect(text).not.toContain('Surti');
});

test('figures are read at each scrape, and one that fails is left out', async () => {
  let isAway = false;
  const posko_workers = async () => {
    if (isAway) throw new Error('Surti');
    return 2;
  };
  const page = await aPage({ figures: { posko_workers, posko_alerts_up: async () => 0 } });
  const text = await page.read();
  expect(text).toContain('posko_workers 2');
  expect(text).toMatch(/posko_build_info\{version="1\.2\.3",node="24\.[\d.]+"\} 1/);
  isAway = true;
  const later = await page.read();
  expect(later).not.toMatch(/^posko_workers |Surti/m);
  expect(later).toContain('posko_alerts_up 0');
});

test('every name begins with posko, and says its unit or that it counts', async () => {
  const text = await (await aPage()).read();
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  expect(types.length).toBeGreaterThan(20);
  for (const [, name = '', type] of types) {
    expect(name).toMatch(/^posko_[a-z0-9_]+$/);
    if (type === 'counter') expect(name).toMatch(/_total$/);
    if (type === 'histogram') expect(name).toMatch(/_seconds$/);
  }
  expect(text).toMatch(/posko_nodejs_eventloop_lag_seconds \d/);
  expect(text).toMatch(/posko_process_resident_memory_bytes \d/);
});

test('without a token this machine alone may read, and not through a proxy', async () => {
  const { ask } = await aPage();
  expect((await ask()).status).toBe(200);
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
    expect((await ask({ [name]: '203.0.113.7' })).status).toBe(403);
  }
});

test('with a token whoever sends it may read, and nobody else', async () => {
  const { ask } = await aPage({}, 'a-token-of-some-length');
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  expect((await ask()).status).toBe(401);
  expect((await ask(bearer('a-token-of-some-lengtH'))).status).toBe(401);
  expect((await ask(bearer(''))).status).toBe(401);
  expect((await ask({ authorization: 'Basic a-token-of-some-length' })).status).toBe(401);
  const far = { ...bearer('a-token-of-some-length'), 'x-forwarded-for': '203.0.113.7' };
  expect((await ask(far)).status).toBe(200);
});
