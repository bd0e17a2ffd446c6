import { lookup } from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { guardedFetch } from '../../src/http/guarded-fetch.ts';
import { guardedRequest } from '../../src/http/guarded-request.ts';
import { isPublicAddress } from '../../src/http/is-public-address.ts';

vi.mock('node:dns', async (original) => ({ ...(await original<object>()), lookup: vi.fn() }));

function leadsTo(...addresses: string[]) {
  const found = addresses.map((address) => ({ address, family: 4 }));
  const answer = (_: string, __: object, done: (...all: unknown[]) => void) => done(null, found);
  vi.mocked(lookup).mockImplementation(answer as unknown as typeof lookup);
}

const asking = { isAllowed: isPublicAddress, signal: AbortSignal.timeout(60_000), headers: {} };

test.each([
  [['10.0.0.1']],
  [['8.8.8.8', '10.0.0.1']],
  [['10.0.0.1', '8.8.8.8']],
  [['8.8.8.8', '1.1.1.1', '169.254.169.254']],
])('a name that leads to %j is not asked, as one of them is inside', async (addresses) => {
  leadsTo(...addresses);
  const asked = guardedRequest(new URL('https://posko.example/'), asking);
  await expect(asked).rejects.toThrow('which is not in the public internet');
});

test('each request looks the name up anew, over a connection of its own', async () => {
  let connections = 0;
  const server = createServer((_, response) => response.end('a'));
  server.on('connection', () => {
    connections += 1;
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  leadsTo('127.0.0.1');
  const before = vi.mocked(lookup).mock.calls.length;
  const { port } = server.address() as AddressInfo; // it listens
  for (const _ of [1, 2]) {
    await guardedFetch(`http://posko.example:${port}/`, { allowsLoopback: true });
  }
  expect(connections).toBe(2);
  expect(vi.mocked(lookup).mock.calls.length).toBe(before + 2);
});

test('a page that is unchanged is not followed to another place', async () => {
  const server = createServer((_, response) => {
    response.writeHead(304, { location: '/elsewhere' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // it listens
  const fetched = await guardedFetch(`http://127.0.0.1:${port}/`, { allowsLoopback: true });
  expect(fetched).toEqual({ type: 'unchanged' });
});
