import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { post } from '../../../src/channels/cloud-api/graph.ts';
import { findFreePort } from '../../support/free-port.ts';
import { openLoopbackSite } from '../../support/loopback-site.ts';

const reset = (response: ServerResponse) => void response.socket?.resetAndDestroy();

test.for<[how: string, page: (response: ServerResponse) => void]>([
  ['ends', (response) => void response.destroy()],
  ['is reset', reset],
  ['is reset in the answer', (response) => void response.write('{', () => reset(response))],
])('a message whose connection %s may have gone out', async ([, page]) => {
  const { url: baseUrl, asked } = await openLoopbackSite({ '/messages': page });
  const graph = { baseUrl, token: 'rahasia', timeoutMs: 60_000 };
  expect(await post(graph, 'messages', {})).toEqual({ type: 'silent' });
  expect(asked).toHaveLength(1);
});

test('a message for an address where nobody serves has not gone out', async () => {
  const baseUrl = `http://127.0.0.1:${await findFreePort()}`;
  const graph = { baseUrl, token: 'rahasia', timeoutMs: 60_000 };
  expect(await post(graph, 'messages', {})).toEqual({ type: 'unreachable' });
});
