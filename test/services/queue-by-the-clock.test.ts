import { expect, onTestFinished, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import type { QueueFilter } from '../../src/domain/cases/queue-filter.ts';
import { OpenQueue } from '../../src/services/cases/open-queue.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aCase, aCaseCommit, aMasterKey, aTip } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('leases and sleeps end in the lists by the clock alone, one after the other or all at once', async () => {
  const lease = { by: 'rina', until: MORNING + 15 * MINUTE, fence: 1 };
  const sleeps = (minutes: number) => ({ snoozedUntil: MORNING + minutes * MINUTE });
  const cases = {
    ...{ held: { lease }, asleep: sleeps(2), longer: sleeps(20) },
    ...{ both: { lease, ...sleeps(30) }, late: { openedAt: MORNING - 11 * HOUR } },
  };
  const desk = async () => {
    const { put, at } = openDesk();
    for (const [id, changes] of Object.entries(cases)) await put({ id, ...changes });
    return { at, seen: async (minutes: number) => (await at(minutes)).ids({ list: 'ready' }) };
  };
  const steps: [minutes: number, ready: string[]][] = [
    [0, ['late']],
    [1, ['late']],
    [2, ['late', 'asleep']],
    [14, ['late', 'asleep']],
    [15, ['late', 'asleep', 'held']],
    [19, ['late', 'asleep', 'held']],
    [20, ['late', 'asleep', 'held', 'longer']],
    [30, ['late', 'asleep', 'both', 'held', 'longer']],
  ];
  const { seen } = await desk();
  for (const [minutes, ready] of steps)
    expect([minutes, await seen(minutes)]).toEqual([minutes, ready]);
  for (const [minutes, ready] of steps.filter(([at]) => at === 15 || at === 30)) {
    const leap = await desk();
    expect(await leap.seen(0)).toEqual(['late']);
    expect([minutes, await leap.seen(minutes)]).toEqual([minutes, ready]);
    const { queue } = await leap.at(minutes);
    const isHeld = queue.get('held')?.lease !== undefined;
    expect([minutes, isHeld]).toEqual([minutes, false]);
  }
});

test('what only the time changes reads no case again until some minutes have passed', async () => {
  const { put, at, asked } = openDesk();
  await put({ id: 'a', snoozedUntil: MORNING + MINUTE });
  await at(0);
  asked.length = 0;
  await at(1);
  expect((await at(5)).ids({ list: 'ready' })).toEqual(['a']);
  expect(asked).toEqual([]);
  await at(6);
  expect(asked).toEqual([['open', undefined]]);
  await at(11);
  expect(asked).toHaveLength(1);
});

test('a case that has changed is read once, and the others not at all', async () => {
  const { put, change, at, asked } = openDesk();
  for (const id of ['a', 'b', 'c']) await put({ id });
  await at(0);
  asked.length = 0;
  await change('b', { tags: ['x'] });
  await change('c', { tags: ['x'] });
  expect((await at(0)).ids({ tag: 'x' })).toEqual(['b', 'c']);
  expect(asked).toEqual([['open', ['b', 'c']]]);
  await at(0);
  await at(1);
  expect(asked).toHaveLength(1);
  await change('b', { tags: [] });
  expect((await at(1)).ids({ tag: 'x' })).toEqual(['c']);
  expect(asked.slice(1)).toEqual([['open', ['b']]]);
});

test('whoever listens hears of each case that comes, changes and goes, as it was and as it is', async () => {
  const { queue, put, change, at } = openDesk();
  await put({ id: 'a' });
  await at(0);
  const heard: unknown[] = [];
  const of = (each?: { case: Case }) => each && [each.case.id, each.case.tags ?? []];
  queue.listen((before, after) => heard.push([of(before), of(after)]));
  const takeHeard = async () => {
    await at(0);
    return heard.splice(0);
  };
  await put({ id: 'b' });
  expect(await takeHeard()).toEqual([[undefined, ['b', []]]]);
  await change('a', { tags: ['x'] });
  expect(await takeHeard()).toEqual([
    [
      ['a', []],
      ['a', ['x']],
    ],
  ]);
  await change('a', { status: 'closed', decidedAt: MORNING });
  expect(await takeHeard()).toEqual([[['a', ['x']], undefined]]);
  expect(await takeHeard()).toEqual([]);
});

test('a decided case stands in no list, old or new, also one that came and went between two looks', async () => {
  const { queue, put, change, at } = openDesk();
  for (const id of ['a', 'b']) await put({ id, tags: ['x'] });
  await at(0);
  expect(queue.list()).toHaveLength(2);
  await change('a', { status: 'closed', decidedAt: MORNING });
  await put({ id: 'c', tags: ['x'] });
  await change('c', { status: 'closed', decidedAt: MORNING });
  const { ids } = await at(0);
  expect([ids(), ids({ tag: 'x' })]).toEqual([['b'], ['b']]);
  expect(['a', 'b', 'c'].map((id) => queue.get(id)?.case.id)).toEqual([undefined, 'b', undefined]);
});

test('cases of one rank stand by their ids wherever they come in, and a change moves or loses none', async () => {
  const orders = ['abcd', 'dcba', 'bdac', 'cadb'];
  for (const order of orders) {
    const { put, change, at } = openDesk();
    await at(0);
    for (const id of order) {
      await put({ id });
      await at(0);
    }
    const { ids } = await at(0);
    expect([order, ids().join('')]).toEqual([order, 'abcd']);
    expect(ids({ tag: 'x' })).toEqual([]);
    for (const id of order) {
      await change(id, { tags: ['x'] });
      await at(0);
      expect([order, id, ids().join('')]).toEqual([order, id, 'abcd']);
    }
    await change('b', { tags: [] });
    await at(0);
    await change('b', { tags: ['y'] });
    await at(0);
    expect([ids({ tag: 'x' }).join(''), ids({ tag: 'y' }).join('')]).toEqual(['acd', 'b']);
  }
});

test('of two of one urgency the one of more citizens comes first, of two of those the older', async () => {
  const { put, at, tell } = openDesk();
  for (const id of ['d', 'a', 'b', 'c']) await put({ id, openedAt: MORNING });
  await put({ id: 'e', openedAt: MORNING - MINUTE });
  await tell('b', 3);
  await tell('c', 9);
  await tell('d', 1, 'life');
  const { ids, queue } = await at(0);
  expect(ids()).toEqual(['d', 'c', 'b', 'e', 'a']);
  expect(queue.bursts().map((each) => each.case.id)).toEqual(['c']);
  await tell('b', 3);
  await at(0);
  expect(queue.bursts().map((each) => each.case.id)).toEqual(['c', 'b']);
  expect((await at(70)).queue.bursts()).toEqual([]);
});

test('each reviewer’s own lists are theirs alone', async () => {
  const { put, at } = openDesk();
  await put({ id: 'a', lease: { by: 'rina', until: MORNING + HOUR, fence: 1 } });
  await put({ id: 'b', assignee: 'budi' });
  await put({ id: 'c' });
  const { ids } = await at(0);
  const own = (list: 'ready' | 'mine', name: string) => ids({ list }, name).join('');
  for (const _ of ['first', 'from what is kept']) {
    expect([own('ready', 'rina'), own('mine', 'rina')]).toEqual(['ac', 'a']);
    expect([own('ready', 'budi'), own('mine', 'budi')]).toEqual(['bc', 'b']);
    expect([own('ready', ''), own('mine', '')]).toEqual(['c', '']);
  }
});

/** A queue over a store that tells which cases are read; its lists hold ids. */
function openDesk() {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  const { cases } = store;
  const asked: [status: string | undefined, ids: readonly string[] | undefined][] = [];
  const queue = new OpenQueue({
    async list(status, limit, ids) {
      asked.push([status, ids]);
      return cases.list(status, limit, ids);
    },
    tipsOfAll: (ids) => cases.tipsOfAll(ids),
    lastRevised: () => cases.lastRevised(),
    revisedAfter: (last) => cases.revisedAfter(last),
  });
  const ids = (filter?: QueueFilter, reviewer = 'budi') =>
    queue.list(filter, reviewer).map((each) => each.case.id);
  return {
    ...{ queue, asked },
    put: (changes: Partial<Case>) =>
      cases.commit(aCaseCommit({ newCases: [aCase({ openedAt: MORNING, ...changes })] })),
    async change(id: string, changes: Partial<Case>) {
      const found = await cases.get(id);
      if (found) await cases.commit(aCaseCommit({ cases: [{ ...found, ...changes }] }));
    },
    tell: (id: string, citizens: number, urgency?: 'life') =>
      cases.commit(
        aCaseCommit({
          tips: Array.from({ length: citizens }, () =>
            aTip({ case: id, at: MORNING, ...(urgency && { urgency }) }),
          ),
        }),
      ),
    /** The queue as it stands so many minutes after the morning. */
    async at(minutes: number) {
      await queue.follow({ now: MORNING + minutes * MINUTE, serviceMs: 12 * HOUR });
      return { queue, ids };
    },
  };
}
