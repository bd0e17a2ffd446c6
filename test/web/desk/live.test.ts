import { expect, onTestFinished, test } from 'vitest';
import { priorityOf } from '../../../src/domain/cases/priority.ts';
import type { QueueEntry } from '../../../src/services/cases/queue.ts';
import { LiveQueue, type QueueNews } from '../../../src/web/desk/queue/live-queue.ts';
import { aCase } from '../../support/builders.ts';
import type { Browser } from './browser.ts';
import { openDesk } from './desk-world.ts';

/** Follows the desk's stream and collects what it tells. */
async function follow(browser: Browser, lastId?: string) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const headers = lastId === undefined ? {} : { 'last-event-id': lastId };
  const response = await browser.send('/review/events', { headers, signal: abort.signal });
  const heard: QueueNews[] = [];
  const state = { isOver: false };
  const read = async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (data) heard.push(JSON.parse(data));
      }
    }
    state.isOver = true;
  };
  read().catch(() => {
    state.isOver = true;
  });
  return { response, heard, state, stop: () => abort.abort() };
}

const soon = { timeout: 5000 };

test('a stream tells of new, changed and decided cases', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue');
  const { heard, response } = await follow(rina);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  await new Promise((resolve) => setTimeout(resolve, 100)); // the first look only learns what is there
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  await expect.poll(() => heard.at(-1), soon).toMatchObject({ type: 'new', ticket, open: 1 });
  await rina.post(`/review/cases/${ticket}/claim`, {});
  await expect.poll(() => heard.at(-1)?.type, soon).toBe('changed');
  const decision = {
    verdict: 'salah',
    summary: 'Bank tetap buka seperti biasa.',
    url: 'https://sumber.example/cek',
  };
  await rina.post(`/review/cases/${ticket}/verdict`, { ...decision, fence: rina.field('fence') });
  await expect.poll(() => heard.at(-1), soon).toMatchObject({ type: 'gone', ticket, open: 0 });
  expect(desk.broken).toEqual([]);
});

test('a login has two streams, and none after it is over', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue');
  const one = await follow(rina);
  const two = await follow(rina);
  expect((await follow(rina)).response.status).toBe(204);
  two.stop();
  await expect.poll(async () => (await follow(rina)).response.status, soon).toBe(200);
  await rina.post('/review/logout', {});
  await expect.poll(() => one.state.isOver, soon).toBe(true);
});

/** A queue that is whatever the test says. */
function aLiveQueue() {
  const shown: { entries: QueueEntry[] } = { entries: [] };
  const live = new LiveQueue(
    { entries: async () => shown.entries },
    { run: 'r', everyMs: 1e9, onError: () => {} },
  );
  return { live, shown };
}

function entry(ticket: string, revision: number): QueueEntry {
  const found = aCase({ ticket, revision });
  const priority = priorityOf(found, [], { now: found.openedAt, serviceMs: 1 });
  return { case: found, priority, kind: 'text', isRead: false, lease: undefined, tickets: [] };
}

test('whoever comes back hears all that was missed, in order and once', async () => {
  const { live, shown } = aLiveQueue();
  await live.look();
  const heard: QueueNews[] = [];
  const stop = live.listen(undefined, (news) => heard.push(news));
  for (let n = 1; n <= 100; n += 1) {
    shown.entries = [entry('K7Q2', n)];
    await live.look();
  }
  stop();
  for (let n = 101; n <= 900; n += 1) {
    shown.entries = [entry('K7Q2', n)];
    await live.look();
  }
  live.listen(heard.at(-1)?.id, (news) => heard.push(news))();
  expect(heard.map(({ id }) => id)).toEqual(Array.from({ length: 900 }, (_, n) => `r-${n + 1}`));
});

test('who has missed more than is kept, or comes from another run, is told to look anew', async () => {
  const { live, shown } = aLiveQueue();
  await live.look();
  for (let n = 1; n <= 1200; n += 1) {
    shown.entries = [entry('K7Q2', n)];
    await live.look();
  }
  const told = (lastId: string) => {
    const heard: QueueNews[] = [];
    live.listen(lastId, (news) => heard.push(news))();
    return heard;
  };
  expect(told('r-150')).toMatchObject([{ type: 'reset', id: 'r-1200' }]);
  expect(told('other-1100')).toMatchObject([{ type: 'reset' }]);
  expect(told('r-9999')).toMatchObject([{ type: 'reset' }]);
  expect(told('nonsense')).toMatchObject([{ type: 'reset' }]);
  expect(told('r-201')).toHaveLength(999);
  expect(told('r-1200')).toEqual([]);
});
