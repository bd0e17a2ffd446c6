import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { fromLocal, toLocal } from '../../../src/domain/time/clock-zone.ts';
import { saveHeartbeat } from '../../../src/services/duty/heartbeat.ts';
import { addChange, addShift } from '../../../src/services/duty/roster.ts';
import { readServiceStatus } from '../../../src/services/duty/service-status.ts';
import { statusPage } from '../../../src/web/public/status-page.ts';
import { aDesk } from '../../support/a-desk.ts';

const HOUR = 3_600_000;
const everyDay = { days: [0, 1, 2, 3, 4, 5, 6], zone: 'WIB' as const };

async function aPage() {
  const desk = await aDesk();
  const server = createServer(express().use(statusPage({ deps: desk.deps, url: '' })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // a listening server has one
  const ask = (query = '') => fetch(`http://127.0.0.1:${port}/status${query}`);
  return { ...desk, ask, read: async (query?: string) => (await ask(query)).text() };
}

test('anybody reads how the post is doing and when reviewers are on duty, and no name', async () => {
  const post = await aPage();
  await addShift(post.deps, { ...everyDay, reviewer: 'Rina', from: 480, minutes: 480 }, 'Edi');
  const response = await post.ask();
  expect(response.headers.get('cache-control')).toBe('public, max-age=60');
  const page = await response.text();
  expect(page).toMatch(/Menerima pesan<\/dt><dd class="badge working">lancar/);
  expect(page).toContain('08.00–16.00');
  expect(page).not.toContain('Rina');
  expect(await post.read('?zona=WIT')).toContain('10.00–18.00');
});

test('hours over midnight are told day by day, in the zone that is asked for', async () => {
  const post = await aPage();
  const { day } = toLocal(post.clock.now(), 'WIB');
  const start = fromLocal({ day: day + 1, minute: 1320 }, 'WIB');
  const change = { type: 'on', reviewer: 'Rina', start, end: start + 8 * HOUR } as const;
  await addChange(post.deps, change, 'Edi');
  const page = await post.read();
  expect(page).toContain('22.00–24.00');
  expect(page).toContain('00.00–06.00');
  expect(page).toContain('Mulai lagi');
  expect(await post.read('?zona=WIT')).toContain('00.00–08.00');
});

test('a case that waits too long, and a process that has fallen silent, are told as they are', async () => {
  const post = await aPage();
  const { deps, store, clock } = post;
  expect(await readServiceStatus(deps)).toMatchObject({ reviewing: 'working' });
  const channels = { baileys: 'ok' as const };
  const pulse = { at: clock.now(), isWorker: true, hasJobs: true, channels };
  await saveHeartbeat({ store }, 'other', pulse);
  expect(await readServiceStatus(deps)).toMatchObject({ receiving: 'working' });
  await post.wait(2 * 60_000);
  expect(await readServiceStatus(deps)).toMatchObject({ receiving: 'slow' });
  await post.wait(25 * HOUR);
  expect(await readServiceStatus(deps)).toMatchObject({ reviewing: 'slow' });
  await post.wait(50 * HOUR);
  expect(await readServiceStatus(deps)).toMatchObject({ reviewing: 'disturbed' });
});
