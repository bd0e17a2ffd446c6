import { expect, test } from 'vitest';
import { get, post, upload } from '../../../src/channels/cloud-api/graph.ts';
import { openLoopbackSite } from '../../support/loopback-site.ts';

test('neither the token nor the words to a citizen follow where the Graph API would send them', async () => {
  const other = await openLoopbackSite({ '/messages': '{}', '/media': '{}', '/number': '{}' });
  const to = (path: string, status: number) => {
    return { body: '', status, headers: { location: `${other.url}${path}` } };
  };
  for (const status of [302, 307, 308]) {
    const { url: baseUrl } = await openLoopbackSite({
      '/messages': to('/messages', status),
      '/media': to('/media', status),
      '/number': to('/number', status),
    });
    const graph = { baseUrl, token: 'rahasia', timeoutMs: 5000 };
    const answers = [
      await post(graph, 'messages', { to: '6281', text: { body: 'Kabar itu salah.' } }),
      await upload(graph, 'media', new FormData()),
      await get(graph, 'number'),
    ];
    expect(answers).toEqual(answers.map(() => ({ type: 'silent' })));
  }
  expect(other.asked).toEqual([]);
});
