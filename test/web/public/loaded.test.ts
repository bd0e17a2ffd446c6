import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { start } from '../../../src/app/start.ts';
import { readConfig } from '../../../src/config/config.ts';
import { aFolder } from '../../support/builders.ts';

const loads = vi.hoisted(() => ({ tried: 0, failing: 0 }));

vi.mock('../../../src/app/page-routes.ts', async (original) => {
  const real = await original<typeof import('../../../src/app/page-routes.ts')>();
  const pageRoutes: typeof real.pageRoutes = (...parts) => {
    loads.tried += 1;
    if (loads.tried <= loads.failing) throw new Error('too many open files');
    return real.pageRoutes(...parts);
  };
  return { pageRoutes };
});

async function aServer(failing: number) {
  Object.assign(loads, { tried: 0, failing });
  const config = readConfig({ POSKO_DATA: aFolder(), POSKO_PORT: '0' });
  const server = await start(config, pino({ level: 'silent' }));
  onTestFinished(() => server.close());
  return { look: async () => (await fetch(`${server.url}/cek`)).status };
}

test('the pages are loaded before anyone visits, and once', async () => {
  const { look } = await aServer(0);
  await expect.poll(() => loads.tried).toBe(1);
  expect(await look()).toBe(200);
  expect(loads.tried).toBe(1);
});

test('pages that could not be loaded are loaded at a later visit', async () => {
  const { look } = await aServer(2);
  await expect.poll(async () => [await look(), await look()]).toEqual([200, 200]);
});
