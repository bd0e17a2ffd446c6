import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { pairPage } from '../../../src/channels/baileys/pair-page.ts';
import type { Health } from '../../../src/ports/channel.ts';

async function aPage(health: Health, code?: string) {
  const app = express().use(pairPage({ health: () => health, code: () => code }));
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  return (path: string, headers: Record<string, string> = {}) => ask(port, path, headers);
}

/** Asks with any Host header, which fetch does not allow. */
async function ask(port: number, path: string, headers: Record<string, string>) {
  const asked = request({
    host: '127.0.0.1',
    port,
    path,
    headers: { host: `127.0.0.1:${port}`, ...headers },
  });
  asked.end();
  const [response] = await once(asked, 'response');
  let body = '';
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode, body };
}

test('a code is shown as long as the device is not paired', async () => {
  const get = await aPage({ state: 'down', reason: 'not paired yet' }, 'https://wa.me/x#1,2');
  expect((await get('/pair')).body).toContain('<img src="/pair/code.svg?');
  expect((await get('/pair/code.svg')).body).toContain('<svg');
});

test('a paired device shows how it fares, and no code', async () => {
  const get = await aPage({ state: 'ok' }, 'https://wa.me/x#1,2');
  expect((await get('/pair')).body).toContain('Terhubung.');
  expect((await get('/pair')).body).not.toContain('<img');
  const other = await aPage({ state: 'down', reason: 'WhatsApp has blocked the number' });
  expect((await other('/pair')).body).toContain('blocked');
  expect((await other('/pair/code.svg')).status).toBe(404);
});

test('nobody elsewhere sees the code: who scans it gives the post an account', async () => {
  const get = await aPage({ state: 'down' }, 'https://wa.me/x#1,2');
  for (const headers of [{ host: 'posko.example' }, { 'x-forwarded-for': '203.0.113.9' }]) {
    expect((await get('/pair', headers)).status).toBe(403);
    expect((await get('/pair/code.svg', headers)).status).toBe(403);
  }
});
