import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { type HealthParts, healthRoutes } from '../../src/app/health-routes.ts';
import type { Channel, Health } from '../../src/ports/channel.ts';

async function ask(path: string, changes: Partial<HealthParts> = {}) {
  const parts: HealthParts = {
    channels: [],
    jobs: () => ({ state: 'ok' }),
    readStore: async () => 1,
    ...changes,
  };
  const server = createServer(express().use(healthRoutes(parts))).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  const body = (await response.json()) as { state: string }; // as healthRoutes writes it
  return { status: response.status, body };
}

function aChannel(health: Health): Channel {
  return {
    name: 'cloud-api',
    reconcileMs: 0,
    send: async () => ({ type: 'sent' }),
    health: () => health,
  };
}

test('a post that is well is ready', async () => {
  const channels = [aChannel({ state: 'ok' })];
  expect(await ask('/readyz', { channels })).toMatchObject({ status: 200, body: { state: 'ok' } });
});

test('without its store a post is not ready, though it lives', async () => {
  const readStore = () => Promise.reject(new Error('mongodb://user:secret@db'));
  const { status, body } = await ask('/readyz', { readStore });
  expect([status, body.state]).toEqual([503, 'down']);
  expect(JSON.stringify(body)).not.toContain('secret');
  expect((await ask('/healthz', { readStore })).status).toBe(200);
});

test('a post whose store takes no writes is not ready, though it lives and says so', async () => {
  const health: Health = { state: 'down', reason: 'the disk is full' };
  const writes = { health, check: async () => health };
  const { status, body } = await ask('/readyz', { writes });
  expect({ status, body }).toMatchObject({
    status: 503,
    body: { state: 'down', store: { state: 'ok' }, writes: health },
  });
  expect(await ask('/healthz', { writes })).toMatchObject({
    status: 200,
    body: { status: 'degraded', writes: health },
  });
});

test('a number that is paused, or a queue that is away, degrades it and says why', async () => {
  const channels = [aChannel({ state: 'paused', reason: 'error 190' })];
  const jobs = () => ({ state: 'degraded', reason: 'Redis does not answer' }) as const;
  expect(await ask('/readyz', { channels, jobs })).toEqual({
    status: 200,
    body: {
      state: 'degraded',
      store: { state: 'ok' },
      jobs: { state: 'degraded', reason: 'Redis does not answer' },
      channels: { 'cloud-api': { state: 'paused', reason: 'error 190' } },
    },
  });
});

test('a model that is away degrades it, and tells how many fact-checks wait for their vectors', async () => {
  const down = { state: 'down', reason: 'it fails or is slow', missing: 3 } as const;
  const { status, body } = await ask('/readyz', { embedder: () => down });
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { state: 'degraded', embedder: down },
  });
  const { body: without } = await ask('/readyz', { embedder: () => undefined });
  expect(without).toEqual({
    state: 'ok',
    store: { state: 'ok' },
    jobs: { state: 'ok' },
    channels: {},
  });
});

test('an engine that was lost degrades it, and tells how far the index has come', async () => {
  const reason = 'the thread that matches ended with 1';
  const lost = { state: 'down', reason, isOpen: false, factChecks: 4000 } as const;
  const { status, body } = await ask('/readyz', { matching: () => lost });
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { state: 'degraded', matching: lost },
  });
});
