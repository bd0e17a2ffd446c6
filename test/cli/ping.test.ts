import { expect, test } from 'vitest';
import { readReadiness } from '../../src/app/health-routes.ts';
import { createPing } from '../../src/app/ping.ts';
import { readConfig } from '../../src/config/config.ts';
import { openLoopbackSite } from '../support/loopback-site.ts';

const rules = { allowsLoopback: true };

test('the service hears of a post only while all of it is well', async () => {
  const { url, asked } = await openLoopbackSite({ '/ping': 'OK' });
  const now = { store: true, channel: 'ok' as 'ok' | 'paused' };
  const health = () =>
    readReadiness({
      channels: [
        {
          ...{ name: 'cloud-api', reconcileMs: 0, send: async () => ({ type: 'sent' }) },
          health: () => ({ state: now.channel }),
        },
      ],
      jobs: () => ({ state: 'ok' }),
      readStore: () => (now.store ? Promise.resolve(1) : Promise.reject(new Error('away'))),
    });
  const readState = async () => (await health()).state;
  const told: string[] = [];
  const warn = (what: string) => told.push(what);
  const ping = createPing({ url: `${url}/ping`, readState, warn, rules });
  await ping();
  expect(asked).toHaveLength(1);
  now.channel = 'paused';
  await ping();
  expect([await readState(), asked.length]).toEqual(['degraded', 1]);
  Object.assign(now, { channel: 'ok', store: false });
  await ping();
  expect([await readState(), asked.length]).toEqual(['down', 1]);
  now.store = true;
  await ping();
  expect([asked.length, told]).toEqual([2, []]);
});

test('a service that does not answer is told once, until it answers again', async () => {
  const { url, pages, asked } = await openLoopbackSite({});
  const told: string[] = [];
  const ping = createPing({
    ...{ url: `${url}/ping`, rules, readState: async () => 'ok' },
    warn: (what) => told.push(what),
  });
  await ping();
  await ping();
  expect([asked.length, told]).toEqual([2, [expect.stringContaining('POSKO_PING_URL')]]);
  pages['/ping'] = 'OK';
  await ping();
  delete pages['/ping'];
  await ping();
  expect(told).toHaveLength(2);
});

test('an address inside is never asked, and one without https is refused', async () => {
  const { url, asked } = await openLoopbackSite({ '/': 'OK' });
  const told: string[] = [];
  const warn = (what: string) => told.push(what);
  await createPing({ url, readState: async () => 'ok', warn })();
  expect([asked.length, told.length]).toEqual([0, 1]);
  expect(() => readConfig({ POSKO_PING_URL: 'http://hc.example/1' })).toThrow('an https address');
});
