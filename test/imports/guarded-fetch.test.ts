import { expect, test } from 'vitest';
import { FetchRefused, guardedFetch } from '../../src/http/guarded-fetch.ts';
import { isLoopback, isPrivateAddress, isPublicAddress } from '../../src/http/is-public-address.ts';
import { openLoopbackSite } from '../support/loopback-site.ts';

const local = { allowsLoopback: true };

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '103.10.10.10',
  '172.32.0.1',
  '2606:4700::1111',
  '2404:6800:4003::8a',
])('%s is in the public internet', (address) => expect(isPublicAddress(address)).toBe(true));

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.9.9.9',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::a9fe:a9fe',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'localhost',
  '',
  '1.2.3',
])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));

test('this machine is known by each of its addresses', () => {
  expect(['127.0.0.1', '127.8.8.8', '::1'].every(isLoopback)).toBe(true);
  expect(['128.0.0.1', '10.0.0.1', '::2'].some(isLoopback)).toBe(false);
});

test('what is inside a network is told from what nobody may ask', () => {
  const inside = ['10.0.0.1', '172.16.0.1', '172.31.9.9', '192.168.1.1', 'fd00::1'];
  expect(inside.every(isPrivateAddress)).toBe(true);
  const others = ['127.0.0.1', '169.254.169.254', '8.8.8.8', '172.32.0.1', 'fe80::1', '::1', ''];
  expect(others.some(isPrivateAddress)).toBe(false);
});

test.each([
  ['http://example.org/', 'only https'],
  ['ftp://example.org/', 'only https'],
  ['file:///etc/passwd', 'only https'],
  ['data:text/plain,x', 'only https'],
  ['nothing', 'no web address'],
  ['https://user:secret@example.org/', 'name or password'],
  ['https://127.0.0.1/', 'not in the public internet'],
  ['https://127.1/', 'not in the public internet'],
  ['https://0x7f000001/', 'not in the public internet'],
  ['https://2130706433/', 'not in the public internet'],
  ['https://[::1]/', 'not in the public internet'],
  ['https://[::ffff:169.254.169.254]/', 'not in the public internet'],
  ['https://169.254.169.254/latest/meta-data', 'not in the public internet'],
  ['https://localhost/', 'not in the public internet'],
])('%s is refused', async (address, reason) => {
  await expect(guardedFetch(address)).rejects.toThrow(reason);
});

test('a page is fetched with its marks, without cookies, and tells no more of us than a name', async () => {
  const { url, asked } = await openLoopbackSite({
    '/': {
      body: 'halo',
      headers: {
        etag: '"1"',
        'set-cookie': 'a=b',
        'last-modified': 'Mon, 02 Nov 2026 00:00:00 GMT',
      },
    },
  });
  const fetched = await guardedFetch(`${url}/`, local);
  expect(fetched).toMatchObject({ type: 'fetched', text: 'halo', etag: '"1"' });
  await guardedFetch(`${url}/`, local);
  expect(asked[1]?.headers.cookie).toBeUndefined();
  expect(asked[1]?.headers['user-agent']).toBe('Posko');
});

test.each([
  'http://169.254.169.254/latest/meta-data',
  'http://10.0.0.1/',
  'http://[fd00:ec2::254]/',
  '//192.168.0.1/',
])('a page that sends on to %s is not followed', async (location) => {
  const { url } = await openLoopbackSite({ '/': { body: '', status: 302, headers: { location } } });
  await expect(guardedFetch(`${url}/`, local)).rejects.toThrow('not in the public internet');
});

test.each(['file:///etc/passwd', 'javascript:alert(1)'])(
  'nor one that sends on to %s',
  async (location) => {
    const { url } = await openLoopbackSite({
      '/': { body: '', status: 301, headers: { location } },
    });
    await expect(guardedFetch(`${url}/`, local)).rejects.toThrow(FetchRefused);
  },
);

test('three times it may be sent on, not a fourth time', async () => {
  const to = (location: string) => ({ body: '', status: 302, headers: { location } });
  const site = { '/0': to('/1'), '/1': to('/2'), '/2': to('/3'), '/3': 'di sini', '/-1': to('/0') };
  const { url } = await openLoopbackSite(site);
  expect(await guardedFetch(`${url}/0`, local)).toMatchObject({ text: 'di sini', url: `${url}/3` });
  await expect(guardedFetch(`${url}/-1`, local)).rejects.toThrow('more than 3 times');
});

test('a key goes to the host it is for, not to where that sends on', async () => {
  const other = await openLoopbackSite({ '/': 'di sini' });
  const { url, asked } = await openLoopbackSite({
    '/': { body: '', status: 302, headers: { location: `${other.url}/` } },
  });
  await guardedFetch(`${url}/`, { ...local, headers: { 'x-goog-api-key': 'rahasia' } });
  expect(asked[0]?.headers['x-goog-api-key']).toBe('rahasia');
  expect(other.asked[0]?.headers['x-goog-api-key']).toBeUndefined();
});

test('more than 5 MB is not taken in, said or unsaid', async () => {
  let sent = 0;
  const { url } = await openLoopbackSite({
    '/': (response) => {
      const more = () => {
        while (!response.destroyed && sent < 100_000_000) {
          sent += 65_536;
          if (!response.write('x'.repeat(65_536))) return void response.once('drain', more);
        }
      };
      more();
    },
  });
  await expect(guardedFetch(`${url}/`, local)).rejects.toThrow('more than 5 MB');
  expect(sent).toBeLessThan(20_000_000);
});

test('a page that does not come in time is given up, before or within its body', async () => {
  const { url } = await openLoopbackSite({
    '/never': () => {},
    '/slow': (response) => void response.write('a'),
  });
  for (const path of ['/never', '/slow']) {
    await expect(guardedFetch(`${url}${path}`, { ...local, timeoutMs: 100 })).rejects.toThrow(
      'did not answer in time',
    );
  }
});

test('packed bodies and errors are refused', async () => {
  const { url } = await openLoopbackSite({
    '/gzip': { body: 'x', headers: { 'content-encoding': 'gzip' } },
  });
  await expect(guardedFetch(`${url}/gzip`, local)).rejects.toThrow('sends gzip unasked');
  await expect(guardedFetch(`${url}/none`, local)).rejects.toThrow('answers 404');
});

test('letters come as the page says they are written', async () => {
  const { url } = await openLoopbackSite({
    '/': (response) =>
      void response
        .setHeader('content-type', 'text/xml; charset=iso-8859-1')
        .end(Buffer.from([0xe9])),
  });
  expect(await guardedFetch(`${url}/`, local)).toMatchObject({ text: 'é' });
});

test.each([200, 201, 404, 500])(
  'an answer %i that names another page is not followed there',
  async (status) => {
    const headers = { location: '/lain' };
    const site = { '/': { body: 'di sini', status, headers }, '/lain': 'di sana' };
    const { url, asked } = await openLoopbackSite(site);
    await guardedFetch(`${url}/`, local).catch((error: unknown) => {
      expect(error).toBeInstanceOf(FetchRefused);
    });
    expect(asked).toHaveLength(1);
  },
);

test('of a page that sends on no more is taken in', async () => {
  const left = Promise.withResolvers<void>();
  const { url } = await openLoopbackSite({
    '/': (response) => {
      response.on('close', () => left.resolve());
      response.writeHead(302, { location: '/lain' }).write('and so on for ever');
    },
    '/lain': 'di sana',
  });
  expect(await guardedFetch(`${url}/`, local)).toMatchObject({ text: 'di sana' });
  await left.promise;
});

test('a page of 5 MB is taken in whole', async () => {
  const body = 'x'.repeat(5 * 1024 * 1024);
  const { url } = await openLoopbackSite({ '/': { body } });
  const fetched = await guardedFetch(`${url}/`, local);
  expect(fetched.type === 'fetched' && fetched.bytes.length).toBe(body.length);
});

test('letters in a way of writing that nobody knows are read as UTF-8, and its long name is cut', async () => {
  const mime = `text/plain; charset=klingon; ${'x'.repeat(200)}`;
  const { url } = await openLoopbackSite({ '/': { body: 'é', headers: { 'content-type': mime } } });
  const fetched = await guardedFetch(`${url}/`, local);
  expect(fetched).toMatchObject({ text: 'é', mime: mime.slice(0, 100) });
});
