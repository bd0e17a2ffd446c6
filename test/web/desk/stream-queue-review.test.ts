import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { KnownVisit } from '../../../src/web/desk/desk.ts';
import { type QueueNews, Streams } from '../../../src/web/desk/queue/live-queue.ts';
import { streamQueue } from '../../../src/web/desk/queue/queue-page.ts';

const NEWS: QueueNews = {
  id: 'r-1',
  changes: [{ type: 'new', ticket: 'K7Q2' }],
  open: 1,
  late: 0,
};

test('news for a stream that has just ended is dropped, and brings nothing down', async () => {
  const { tell, errors, response } = await aStream();
  response.end();
  tell(NEWS);
  await once(response, 'close');
  expect(errors).toEqual([]);
});

/** A stream of the queue on a real connection, and how to tell it something. */
async function aStream() {
  const { promise, resolve } = Promise.withResolvers<ServerResponse>();
  const server = createServer((_, response) => resolve(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const { port } = server.address() as AddressInfo; // a listening server has one
  fetch(`http://127.0.0.1:${port}`, { signal: abort.signal }).catch(() => {});
  const response = await promise;
  const errors: Error[] = [];
  response.on('error', (error) => errors.push(error));
  let tell = (_: QueueNews) => {};
  const listen = (_: string | undefined, listener: typeof tell) => {
    tell = listener;
    return () => {};
  };
  const request = { get: () => undefined, query: {} };
  const desk = { streams: new Streams(), live: { listen } };
  streamQueue({ desk, request, response, token: 't' } as unknown as KnownVisit); // all that it looks at
  return { response, errors, tell: (news: QueueNews) => tell(news) };
}
