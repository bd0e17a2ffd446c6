import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import {
  explainRefusal,
  FetchRefused,
  guardedFetch,
  toGuardedUrl,
} from '../../src/http/guarded-fetch.ts';

/** A site that answers nothing, or begins an answer and never ends it. */
async function aSilentSite(begins: boolean): Promise<string> {
  const server = createServer((_, response) => {
    if (begins) response.write('a');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`; // it listens
}

test.each([
  ['says nothing', false],
  ['never ends', true],
])(
  'a site that %s is given up after the time given, also under a signal of ours',
  async (_, begins) => {
    const url = await aSilentSite(begins);
    const { signal } = new AbortController();
    const options = { allowsLoopback: true, timeoutMs: 30 };
    await expect(guardedFetch(url, { ...options, signal })).rejects.toThrow(
      'did not answer in time',
    );
    await expect(guardedFetch(url, options)).rejects.toThrow('did not answer in time');
  },
);

test('a process that ends waits for no site', async () => {
  const url = await aSilentSite(false);
  const options = { allowsLoopback: true, signal: AbortSignal.abort() };
  await expect(guardedFetch(url, options)).rejects.toThrow(FetchRefused);
});

test('an address with a name or a password, or without https, is not asked', () => {
  for (const address of [
    'https://a@b.example/',
    'https://:p@b.example/',
    'https://a:p@b.example',
  ]) {
    expect(() => toGuardedUrl(address, {})).toThrow('name or password');
  }
  expect(() => toGuardedUrl('http://b.example/', {})).toThrow('only https');
  expect(() => toGuardedUrl('ftp://b.example/', { allowsLoopback: true })).toThrow('only https');
  expect(() => toGuardedUrl('no address', {})).toThrow('no web address');
  expect(toGuardedUrl('https://b.example/', {}).href).toBe('https://b.example/');
});

test('why a site cannot be had is told without what only programmers read', () => {
  const at = { host: 'b.example' };
  const refused = new FetchRefused('as it is');
  expect(explainRefusal(at, refused)).toBe(refused);
  const reset = Object.assign(new Error('read ECONNRESET at Socket'), { code: 'ECONNRESET' });
  expect(explainRefusal(at, reset).message).toBe('b.example cannot be reached (ECONNRESET)');
  expect(explainRefusal(at, 'strange').message).toBe('b.example cannot be reached');
});
