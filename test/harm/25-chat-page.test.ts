import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Started, start } from '../../src/app/start.ts';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { aFreePort, isHealthy, startProgram } from '../support/program.ts';

const CLOUD = {
  POSKO_CLOUD_NUMBER_ID: '106540352242922',
  POSKO_CLOUD_TOKEN: 'a-token-of-the-cloud',
  POSKO_CLOUD_APP_SECRET: '0123456789abcdef0123456789abcdef',
  POSKO_CLOUD_VERIFY_TOKEN: 'a-word-to-verify-with',
};

test('the simulator is on by itself only on this machine and without a real channel', () => {
  const isOn = (variables: Record<string, string>) => readConfig(variables).hasSimulator;
  expect(isOn({})).toBe(true);
  for (const host of ['localhost', '127.0.0.1', '127.8.8.8', '::1']) {
    expect(isOn({ POSKO_HOST: host })).toBe(true);
  }
  for (const host of ['0.0.0.0', '::', '192.168.1.5', 'posko.example', '10.0.0.1']) {
    expect(isOn({ POSKO_HOST: host })).toBe(false);
    expect(isOn({ POSKO_HOST: host, POSKO_CHAT: 'on' })).toBe(true);
  }
  expect(isOn(CLOUD)).toBe(false);
  expect(isOn({ ...CLOUD, POSKO_CHAT: 'on' })).toBe(true);
  expect(isOn({ POSKO_BAILEYS: 'on' })).toBe(false);
  expect(isOn({ POSKO_CHAT: 'off' })).toBe(false);
});

test('a post that listens to everybody has no simulator, unless it is told so, and then says so aloud', async () => {
  const quiet = await aServer({ POSKO_HOST: '0.0.0.0' });
  expect((await ask(quiet, '/chat')).status).toBe(404);
  expect((await ask(quiet, '/chat/api/about')).status).toBe(404);
  const port = await aFreePort();
  const program = startProgram(['start'], {
    POSKO_DATA: aFolder(),
    POSKO_HOST: '0.0.0.0',
    POSKO_PORT: String(port),
    POSKO_CHAT: 'on',
  });
  onTestFinished(async () => void (await program.stop()));
  await isHealthy(port);
  await vi.waitUntil(() => /POSKO_CHAT/.test(program.output()), { timeout: 10_000 });
  expect(program.output()).toMatch(/everybody who can reach/);
});

test('on this machine it opens under every name of this machine', async () => {
  const server = await aServer();
  const { port } = new URL(server.url);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'localhost']) {
    expect((await ask(server, '/chat', { headers: { host } })).status).toBe(200);
    expect((await ask(server, '/chat/api/about', { headers: { host } })).status).toBe(200);
  }
});

test.each([
  'evil.example',
  '127.0.0.1.evil.example',
  'localhost.evil.example:80',
  'evil.example:8080',
  '192.0.2.7',
])('a name that is not ours (%s) leads to nothing of it, though it leads here', async (host) => {
  const server = await aServer();
  for (const path of [
    '/chat',
    '/chat/page/chat.js',
    '/chat/api/phones/w1',
    '/chat/api/phones/w1/events',
    '/chat/api/samples',
  ])
    expect((await ask(server, path, { headers: { host } })).status).toBe(403);
  const body = JSON.stringify({ text: 'halo' });
  const posted = { method: 'POST', body, headers: { host, 'content-type': 'application/json' } };
  expect((await ask(server, '/chat/api/phones/w1/messages', posted)).status).toBe(403);
  expect((await ask(server, '/chat/api/phones/w1')).body).toBe('{"messages":[]}');
});

test('a name that the operator gives is answered to, and no other', async () => {
  const server = await aServer({ POSKO_CHAT: 'on', POSKO_CHAT_HOSTS: 'coba.example, posko.lan' });
  expect((await ask(server, '/chat', { headers: { host: 'coba.example' } })).status).toBe(200);
  expect((await ask(server, '/chat', { headers: { host: 'posko.lan:8080' } })).status).toBe(200);
  expect((await ask(server, '/chat', { headers: { host: 'lain.example' } })).status).toBe(403);
});

test('a page elsewhere can neither write here nor listen', async () => {
  const server = await aServer();
  const body = JSON.stringify({ text: 'halo' });
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${server.url}.evil.example` },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    const json = { ...headers, 'content-type': 'application/json' };
    const message = await ask(server, '/chat/api/phones/w1/messages', {
      method: 'POST',
      body,
      headers: json,
    });
    const file = await ask(server, '/chat/api/phones/w1/files', {
      method: 'POST',
      body,
      headers: { ...headers, 'content-type': 'text/plain' },
    });
    const events = await ask(server, '/chat/api/phones/w1/events', { headers });
    expect([message.status, file.status, events.status]).toEqual([403, 403, 403]);
    expect(message.headers['access-control-allow-origin']).toBeUndefined();
  }
  const own = {
    origin: server.url,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
  };
  expect(
    (await ask(server, '/chat/api/phones/w2/messages', { method: 'POST', body, headers: own }))
      .status,
  ).toBe(202);
  const plain = { origin: server.url, 'content-type': 'text/plain' };
  expect(
    (await ask(server, '/chat/api/phones/w2/messages', { method: 'POST', body, headers: plain }))
      .status,
  ).toBe(400);
  const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  expect((await ask(server, '/chat', { headers: followed })).status).toBe(200);
  expect((await ask(server, '/chat/api/phones/w1', { headers: followed })).status).toBe(403);
});

test('however many streams are opened, few are held, and the latest ones', async () => {
  const server = await aServer();
  const open: { ended: boolean }[] = [];
  for (let n = 0; n < 300; n += 1) open.push(await listen(server, `w${n % 100}`));
  await vi.waitUntil(() => open.filter(({ ended }) => !ended).length <= 64, { timeout: 10_000 });
  expect(open.at(-1)?.ended).toBe(false);
  expect(open.slice(-20).every(({ ended }) => !ended)).toBe(true);
  const same: { ended: boolean }[] = [];
  for (let n = 0; n < 30; n += 1) same.push(await listen(server, 'w1'));
  await vi.waitUntil(() => same.filter(({ ended }) => !ended).length <= 8, { timeout: 10_000 });
  expect(same.at(-1)?.ended).toBe(false);
});

test('only files of simulated chats are handed out, however well a hash of another is known', async () => {
  const server = await aServer();
  const bytes = new Uint8Array(Buffer.from('dari warga sungguhan'));
  const { createHash } = await import('node:crypto');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await server.keep({ sha256, mime: 'image/png', size: bytes.length }, bytes);
  expect((await ask(server, `/chat/api/files/${sha256}`)).status).toBe(404);
  const posted = {
    method: 'POST',
    body: 'dari warga sungguhan',
    headers: { 'content-type': 'image/png' },
  };
  expect((await ask(server, '/chat/api/phones/w1/files', posted)).status).toBe(202);
  expect((await ask(server, `/chat/api/files/${sha256}`)).status).toBe(200);
});

test('the figures and the pairing page answer no page on the web either', async () => {
  const server = await aServer({ POSKO_METRICS: 'on' });
  expect((await ask(server, '/metrics')).status).toBe(200);
  for (const headers of [
    { host: 'evil.example' },
    { via: '1.1 proxy' },
    { 'x-real-ip': '192.0.2.7' },
  ]) {
    expect((await ask(server, '/metrics', { headers })).status).toBe(403);
  }
});

type Server = Started & {
  keep(media: { sha256: string; mime: string; size: number }, bytes: Uint8Array): Promise<void>;
};

async function aServer(variables: Record<string, string> = {}): Promise<Server> {
  const folder = aFolder();
  const config = readConfig({
    POSKO_DATA: folder,
    POSKO_PORT: '0',
    POSKO_QUIET_MS: '0',
    ...variables,
  });
  const server = await start(config, pino({ level: 'silent' }));
  onTestFinished(() => server.close());
  const { openStore } = await import('../../src/app/open-store.ts');
  return {
    ...server,
    async keep(media, bytes) {
      const store = await openStore(config);
      await store.media.keep(media, bytes, Date.now());
      await store.close();
    },
  };
}

interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Asks with any header, also those that fetch does not allow; a stream is let go at once. */
async function ask(
  { url }: Started,
  path: string,
  { method = 'GET', headers = {}, body }: Asking = {},
) {
  const { port } = new URL(url);
  const asked = request({ host: '127.0.0.1', port, path, method, headers });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  if (response.headers['content-type'] === 'text/event-stream') asked.destroy();
  else for await (const chunk of response) text += chunk;
  return { status: response.statusCode, headers: response.headers, body: text };
}

async function listen({ url }: Started, citizen: string): Promise<{ ended: boolean }> {
  const { port } = new URL(url);
  const state = { ended: false };
  const asked = request({ host: '127.0.0.1', port, path: `/chat/api/phones/${citizen}/events` });
  asked.on('error', () => {}).end();
  onTestFinished(() => void asked.destroy());
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume().on('close', () => {
    state.ended = true;
  });
  return state;
}
