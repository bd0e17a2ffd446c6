import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Started, start } from '../../src/app/start.ts';
import { readConfig } from '../../src/config/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'posko-'));
const MiB = 1024 * 1024;
const HOAX =
  'Hati-hati, vaksin korona ada microchip-nya. Habis disuntik kita bisa dilacak satelit.';
let server: Started;

beforeAll(async () => {
  const config = readConfig({ POSKO_DATA: folder, POSKO_PORT: '0', POSKO_QUIET_MS: '0' });
  server = await start(config, pino({ level: 'silent' }));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('messages', () => {
  test('a message is taken and shown in the chat', async () => {
    const taken = await write('a1', { text: 'halo' });
    expect(taken.status).toBe(202);
    const { id } = await read(taken);
    expect(await bubbles('a1')).toContainEqual(
      expect.objectContaining({ id, from: 'citizen', text: 'halo' }),
    );
  });

  test.each([
    ['no JSON', '{"text":'],
    ['JSON that is no object', '"halo"'],
    ['a list', '[]'],
    ['no text', '{}'],
    ['a text that is a number', '{"text":1}'],
    ['a field nobody knows', '{"text":"halo","admin":true}'],
    ['a score out of range', '{"text":"halo","forwardingScore":128}'],
    ['a text without end', JSON.stringify({ text: 'a'.repeat(1_100_001) })],
  ])('%s is refused', async (_, body) => {
    const refused = await post('/chat/api/phones/a2/messages', body);
    expect(refused.status).toBe(400);
    expect((await read(refused)).error).toMatch(/dibaca/);
    expect(await bubbles('a2')).toEqual([]);
  });

  test('a body that is not declared as JSON is refused', async () => {
    const refused = await post('/chat/api/phones/a2/messages', '{"text":"a"}', 'text/plain');
    expect(refused.status).toBe(400);
  });

  test('a body of more than 2 MB is refused as too large', async () => {
    const body = JSON.stringify({ text: 'a'.repeat(3 * MiB) });
    expect((await post('/chat/api/phones/a2/messages', body)).status).toBe(413);
  });

  test.each(['Budi', 'a.b', 'a'.repeat(31), '%20', '..%2f..', '%E0%A4%A', '62812@s'])(
    'the citizen name %s is refused everywhere',
    async (name) => {
      const body = JSON.stringify({ text: 'halo' });
      expect((await post(`/chat/api/phones/${name}/messages`, body)).status).toBe(400);
      expect((await get(`/chat/api/phones/${name}`)).status).toBe(400);
      expect((await get(`/chat/api/phones/${name}/events`)).status).toBe(400);
      expect((await post(`/chat/api/phones/${name}/files`, 'x')).status).toBe(400);
    },
  );

  test('a chat nobody has written in is empty', async () => {
    expect(await bubbles('nobody')).toEqual([]);
  });
});

test('a card is shown in the chat, and its picture can be fetched', async () => {
  await write('c1', { text: HOAX, forwarded: true });
  await vi.waitUntil(async () => (await bubbles('c1')).length === 2, { timeout: 10_000 });
  await write('c1', { text: 'kartu' });
  await vi.waitUntil(async () => (await bubbles('c1')).length === 4, { timeout: 10_000 });
  const card = (await bubbles('c1')).at(-1);
  expect(card).toMatchObject({ from: 'bot', file: { name: 'kartu.png', mime: 'image/png' } });
  expect(card?.text).toContain('*SALAH*');
  const file = await get(`/chat/api/files/${card?.file?.sha256}`);
  expect(file.headers.get('content-type')).toBe('image/png');
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
});

describe('files', () => {
  const path = (query = '') => `/chat/api/phones/b1/files${query}`;

  test('a file is taken, shown with its caption, and read back', async () => {
    const bytes = Buffer.from([137, 80, 78, 71]);
    const query = '?name=foto.png&caption=Apa%20ini%3F&forwardingScore=5';
    expect((await post(path(query), bytes, 'image/png')).status).toBe(202);
    const bubble = (await bubbles('b1')).find(({ text }) => text === 'Apa ini?');
    expect(bubble).toMatchObject({ forwardingScore: 5, file: { name: 'foto.png' } });
    const file = await get(`/chat/api/files/${bubble?.file?.sha256}`);
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test.each(['text/html', 'image/svg+xml', 'application/javascript', 'application/xhtml+xml'])(
    'a file of %s is handed back to be kept, never to be run',
    async (mime) => {
      await post(path('?name=halaman'), `<script>${mime}</script>`, mime);
      const bubble = (await bubbles('b1')).findLast(({ file }) => file?.name === 'halaman');
      const file = await get(`/chat/api/files/${bubble?.file?.sha256}`);
      expect(file.headers.get('content-type')).toBe('application/octet-stream');
      expect(file.headers.get('content-disposition')).toBe('attachment');
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  test('an empty file is refused', async () => {
    const refused = await post(path(), new Uint8Array(0), 'image/png');
    expect(refused.status).toBe(415);
    expect((await read(refused)).error).toMatch(/kosong/);
  });

  test('a file of 16 MB is taken, one byte more is too large', async () => {
    expect((await post(path(), Buffer.alloc(16 * MiB, 1), 'video/mp4')).status).toBe(202);
    const refused = await post(path(), Buffer.alloc(16 * MiB + 1), 'video/mp4');
    expect(refused.status).toBe(413);
    expect((await read(refused)).error).toMatch(/16 MB/);
  });

  test.each([`?name=${'a'.repeat(201)}`, `?caption=${'a'.repeat(5001)}`, '?forwardingScore=x'])(
    'a query out of range is refused',
    async (query) => {
      expect((await post(path(query), 'x', 'image/png')).status).toBe(400);
    },
  );

  test('a file that is not there is not found', async () => {
    expect((await get(`/chat/api/files/${'0'.repeat(64)}`)).status).toBe(404);
    expect((await get('/chat/api/files/..%2f..%2fposko.db')).status).toBe(404);
  });
});

describe('events', () => {
  test('a citizen who follows the chat sees their message and the answer', async () => {
    const stop = new AbortController();
    const events = await fetch(`${server.url}/chat/api/phones/c1/events`, { signal: stop.signal });
    expect(events.headers.get('content-type')).toBe('text/event-stream');
    await write('c1', { text: HOAX, forwarded: true });
    const text = await readUntil(events, (seen) => seen.includes('"from":"bot"'));
    stop.abort();
    expect(text).toContain(`"text":"${HOAX}"`);
    expect(text).toMatch(/event: message\ndata: \{.*"from":"bot".*SALAH/);
  });
});

test('an unknown page is not found, and the chat page is there', async () => {
  expect((await get('/tidak-ada')).status).toBe(404);
  expect((await get('/chat')).status).toBe(200);
  expect((await get('/healthz')).status).toBe(200);
});

test.each(['/chat', '/healthz', '/tidak-ada'])(
  'no other page may frame %s, guess its type or learn who led there',
  async (path) => {
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  },
);

function get(path: string): Promise<Response> {
  return fetch(server.url + path);
}

function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  type = 'application/json',
): Promise<Response> {
  return fetch(server.url + path, { method: 'POST', body, headers: { 'content-type': type } });
}

function write(citizen: string, body: object): Promise<Response> {
  return post(`/chat/api/phones/${citizen}/messages`, JSON.stringify(body));
}

async function read(response: Response): Promise<{ id?: string; error?: string }> {
  return (await response.json()) as { id?: string; error?: string }; // every answer is one of these
}

interface Bubble {
  text: string;
  file?: { sha256: string; name: string };
}

async function bubbles(citizen: string): Promise<Bubble[]> {
  const response = await get(`/chat/api/phones/${citizen}`);
  return ((await response.json()) as { messages: Bubble[] }).messages; // as the page reads it
}

async function readUntil(response: Response, isEnough: (seen: string) => boolean): Promise<string> {
  let seen = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    seen += decoder.decode(chunk, { stream: true });
    if (isEnough(seen)) break;
  }
  return seen;
}
