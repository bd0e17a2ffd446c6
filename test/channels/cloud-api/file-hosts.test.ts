import { expect, onTestFinished, test, vi } from 'vitest';
import { fetchCloudFile } from '../../../src/channels/cloud-api/cloud-api.ts';
import { openLoopbackSite, type Page } from '../../support/loopback-site.ts';

const NUMBER = '100000000000001';
const BYTES = 'sebuah gambar';

/** Asks a Graph API on this machine for a file that lies at an address, or at a path of that API. */
async function fetchFrom(place: string, page: Page = BYTES) {
  const site = await openLoopbackSite({ '/v24.0/file': page });
  const url = place.startsWith('/') ? `${site.url}${place}` : place;
  const body = JSON.stringify({ url, mime_type: 'image/jpeg', file_size: BYTES.length });
  site.pages[`/v24.0/7?phone_number_id=${NUMBER}`] = { body };
  const graph = { baseUrl: `${site.url}/v24.0`, token: 'geheim', timeoutMs: 500, numberId: NUMBER };
  return { fetched: fetchCloudFile(graph, JSON.stringify({ id: '7' })), site };
}

/** Stands in for the hosts of others; returns which of them were asked, and with what. */
function watchOthers() {
  const asked: { url: string; token: string | null }[] = [];
  const { fetch } = globalThis;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (to, init) => {
    const url = String(to);
    if (url.startsWith('http://127.0.0.1:')) return fetch(to, init);
    asked.push({ url, token: new Headers(init?.headers).get('authorization') });
    return new Response(BYTES);
  });
  onTestFinished(() => spy.mockRestore());
  return asked;
}

test.each([
  'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=7',
  'https://mmg.whatsapp.net/v/7',
])('a file lies with Meta, at %s, and is fetched with the token', async (url) => {
  const asked = watchOthers();
  const { fetched } = await fetchFrom(url);
  expect(await fetched).toHaveProperty('media');
  expect(asked).toEqual([{ url, token: 'Bearer geheim' }]);
});

test.each([
  ['another host', 'https://penipu.example/v/7'],
  ['a host whose name ends like theirs', 'https://bukanfbsbx.com/v/7'],
  ['a host whose name begins like theirs', 'https://lookaside.fbsbx.com.penipu.example/v/7'],
  ['their name before an @', 'https://lookaside.fbsbx.com@penipu.example/v/7'],
  ['their name in a path', 'https://penipu.example/lookaside.fbsbx.com'],
  ['an open line', 'http://lookaside.fbsbx.com/v/7'],
])('%s gets neither the token nor a request', async (_, url) => {
  const asked = watchOthers();
  const { fetched } = await fetchFrom(url);
  expect(await fetched).toEqual({ problem: 'unreadable' });
  expect(asked).toEqual([]);
});

test('another server on the same machine is another host', async () => {
  const other = await openLoopbackSite({ '/file': BYTES });
  const { fetched } = await fetchFrom(`${other.url}/file`);
  expect(await fetched).toEqual({ problem: 'unreadable' });
  expect(other.asked).toEqual([]);
});

test('nobody is followed to another place', async () => {
  const other = await openLoopbackSite({ '/file': BYTES });
  const headers = { location: `${other.url}/file` };
  const { fetched } = await fetchFrom('/v24.0/file', { body: '', status: 302, headers });
  await expect(fetched).rejects.toThrow();
  expect(other.asked).toEqual([]);
});

test('a file that never ends is given up', async () => {
  const { fetched } = await fetchFrom('/v24.0/file', (response) => response.write('s'));
  await expect(fetched).rejects.toThrow('timeout');
});
