import { lookup } from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { guardedFetch, guardedRequest } from '../../src/http/guarded-fetch.ts';
import { isPublicAddress } from '../../src/http/is-public-address.ts';
import { openLoopbackSite } from '../support/loopback-site.ts';

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

const LEADS_INSIDE = 'leads to 10.0.0.1, which is not in the public internet';

test('a host of the own network is asked only where the operator has named it', async () => {
  const privateHosts = ['arsip.redaksi.example'];
  leadsTo('10.0.0.1');
  const others = guardedFetch('https://kas.redaksi.example/', { privateHosts });
  await expect(others).rejects.toThrow(LEADS_INSIDE);
  // Its address takes no connections here, so that it was allowed is seen from how it fails.
  const named = { privateHosts, timeoutMs: 50 };
  const own = guardedFetch('https://arsip.redaksi.example/', named);
  await expect(own).rejects.toThrow(/did not answer in time|cannot be reached/);
  leadsTo('169.254.169.254');
  const cloud = guardedFetch('https://arsip.redaksi.example/', { privateHosts });
  await expect(cloud).rejects.toThrow('169.254.169.254, which is not in the public internet');
});

test('a page elsewhere does not lead to a host of the own network', async () => {
  const { url } = await openLoopbackSite({
    '/': (response) =>
      response.writeHead(302, { location: 'https://arsip.redaksi.example/' }).end(),
  });
  leadsTo('10.0.0.1');
  const rules = { allowsLoopback: true, privateHosts: ['arsip.redaksi.example'] };
  await expect(guardedFetch(url, rules)).rejects.toThrow(LEADS_INSIDE);
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
