import { expect, onTestFinished, test, vi } from 'vitest';
import { claim, close } from '../../../src/services/cases/decide-case.ts';
import { addNote } from '../../../src/services/cases/mentions.ts';
import { listQueue } from '../../../src/services/cases/queue.ts';
import { LiveQueue, type QueueNews } from '../../../src/web/desk/queue/live-queue.ts';
import { aDesk } from '../../support/a-desk.ts';
import { aCase, aCaseCommit } from '../../support/builders.ts';
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
  const over = read().catch(() => {
    state.isOver = true;
  });
  return { response, heard, state, over, stop: () => abort.abort() };
}

test('a stream tells of new, changed and decided cases', async () => {
  const desk = await openDesk();
  const rina = await desk.enter('Rina', 'reviewer');
  await rina.get('/review/queue');
  const { heard, response } = await follow(rina);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const ticket = await desk.ask('Besok semua bank tutup sebulan');
  await expect
    .poll(() => heard.at(-1))
    .toMatchObject({ changes: [{ type: 'new', ticket }], open: 1 });
  await rina.post(`/review/cases/${ticket}/claim`, {});
  await expect.poll(() => heard.at(-1)?.changes).toEqual([{ type: 'changed', ticket }]);
  const decision = {
    verdict: 'salah',
    summary: 'Bank tetap buka seperti biasa.',
    url: 'https://sumber.example/cek',
  };
  await rina.post(`/review/cases/${ticket}/verdict`, { ...decision, fence: rina.field('fence') });
  await expect
    .poll(() => heard.at(-1))
    .toMatchObject({ changes: [{ type: 'gone', ticket }], open: 0 });
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
  await expect.poll(async () => (await follow(rina)).response.status).toBe(200);
  await rina.post('/review/logout', {});
  await expect.poll(() => one.state.isOver).toBe(true);
});

test.for(['/review/logout', '/review/account/logout-all'])(
  'who leaves by %s hears no more from then on, not only from the next look at the login',
  async (way) => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const desk = await openDesk();
    const rina = await desk.enter('Rina', 'reviewer');
    await rina.get('/review/queue');
    const { state, over } = await follow(rina);
    await rina.post(way, {});
    await over; // no poll, which would move the clock on to the next look
    expect(state.isOver).toBe(true);
  },
);

/** A queue of one case that changes whenever the test says. */
async function aLiveQueue() {
  const desk = await aDesk();
  const live = new LiveQueue(desk.deps, { run: 'r', everyMs: 1e9, onError: () => {} });
  await live.look();
  let count = 0;
  const change = async () => {
    count += 1;
    await addNote(desk.deps, desk.rina, `catatan ${count}`);
    await live.look();
  };
  return { live, change };
}

test('whoever comes back hears that something was missed, and nothing where it was not', async () => {
  const { live, change } = await aLiveQueue();
  const heard: QueueNews[] = [];
  const stop = live.listen(undefined, (news) => heard.push(news));
  for (let n = 1; n <= 20; n += 1) await change();
  stop();
  expect(heard.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => `r-${n + 1}`));
  const told = (lastId: string) => {
    const news: QueueNews[] = [];
    live.listen(lastId, (each) => news.push(each))();
    return news;
  };
  expect(told('r-20')).toEqual([]);
  await change();
  const reset = [{ changes: [{ type: 'reset' }], id: 'r-21' }];
  for (const id of ['r-20', 'other-21', 'r-9999', 'nonsense']) {
    expect(told(id)).toMatchObject(reset);
  }
});

type Step = 'open' | 'note' | 'close';

test.for([
  [['open', 'note'], ['new']],
  [['open', 'note', 'close'], []],
  [['note', 'note'], ['changed']],
  [['note', 'close'], ['gone']],
] as const)(
  'of a case with which %j happens between two looks, %j is told',
  async ([steps, told]) => {
    const desk = await aDesk();
    const live = new LiveQueue(desk.deps, { run: 'r', everyMs: 1e9, onError: () => {} });
    await live.look();
    const opened = aCase({ claim: 'Semua warga RW 05 wajib membayar iuran drone' });
    const ticket = steps[0] === 'open' ? opened.ticket : desk.ticket;
    const by = { ticket, reviewer: 'rina' };
    const step: Record<Step, () => Promise<unknown>> = {
      open: () => desk.store.cases.commit(aCaseCommit({ newCases: [opened] })),
      note: () => addNote(desk.deps, by, 'catatan'),
      close: async () => {
        await claim(desk.deps, by);
        await close(desk.deps, by, 'spam');
      },
    };
    for (const name of steps) {
      await step[name]();
      await listQueue(desk.deps); // somebody opens the queue meanwhile
    }
    const heard: QueueNews[] = [];
    live.listen(undefined, (news) => heard.push(news));
    await live.look();
    expect(heard.flatMap(({ changes }) => changes)).toEqual(told.map((type) => ({ type, ticket })));
  },
);

test('where more has changed between two looks than is worth telling, all look again', async () => {
  const desk = await aDesk();
  const live = new LiveQueue(desk.deps, { run: 'r', everyMs: 1e9, onError: () => {} });
  await live.look();
  const heard: QueueNews[] = [];
  live.listen(undefined, (news) => heard.push(news))();
  const newCases = Array.from({ length: 1500 }, (_, n) => aCase({ claim: `kabar ${n}` }));
  await desk.store.cases.commit(aCaseCommit({ newCases }));
  const stop = live.listen(undefined, (news) => heard.push(news));
  await live.look();
  stop();
  expect(heard).toMatchObject([{ changes: [{ type: 'reset' }], open: 1501 }]);
});
