import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import { LEASE_MS } from '../../src/domain/cases/lifecycle.ts';
import type { Ranking } from '../../src/domain/cases/priority.ts';
import { isInFilter, type QueueFilter, queueLists } from '../../src/domain/cases/queue-filter.ts';
import { urgencies } from '../../src/domain/cases/urgency.ts';
import type { CaseStore } from '../../src/ports/store.ts';
import { OpenQueue, type QueuedCase, queueCase } from '../../src/services/cases/open-queue.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { LiveQueue, type QueueNews } from '../../src/web/desk/queue/live-queue.ts';
import { aCase, aCaseCommit, aMasterKey, aTip } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const elections = [{ name: 'pemilu', at: MORNING + 15 * 24 * HOUR }];
const settings = { serviceMs: 12 * HOUR, elections };
const claims = ['Besok bank tutup', 'Surat suara sudah tercoblos', 'Vaksin bikin mandul', ''];

const key = aMasterKey();

function aStore(path = ':memory:') {
  const store = openSqlite(path, createSeal(key));
  onTestFinished(() => store.close());
  return store.cases;
}

/** One change after the other to any of some cases, with time between them. */
const steps = fc.array(
  fc.record({
    at: fc.nat(9),
    does: fc.constantFrom('open', 'ask', 'move', 'say', 'sleep', 'take', 'tag', 'close', 'wait'),
    by: fc.constantFrom('rina', 'budi'),
    urgency: fc.constantFrom(...urgencies),
    ms: fc.constantFrom(0, 1, 60_000, 10 * 60_000, HOUR, 5 * HOUR, 30 * HOUR),
  }),
  { maxLength: 40 },
);
type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;

async function change(cases: CaseStore, { at, does, by, urgency }: Step, now: number) {
  const all = await cases.list('open', 99);
  const found = all[at % Math.max(1, all.length)];
  if (does === 'open' || !found) {
    const opened = aCase({ openedAt: now, claim: claims[at % claims.length] ?? '' });
    const tips = [aTip({ case: opened.id, citizen: by, at: now, forwardingScore: at })];
    return cases.commit(aCaseCommit({ newCases: [opened], tips }));
  }
  const save = (changes: Partial<Case>) =>
    cases.commit(aCaseCommit({ cases: [{ ...found, ...changes }] }));
  const tip = () => aTip({ case: found.id, citizen: `w${at}`, at: now, worry: 'money' });
  const [own] = await cases.tipsOf(found.id);
  const into = all.at(-1)?.id ?? found.id;
  switch (does) {
    case 'ask':
      return cases.commit(aCaseCommit({ tips: [tip(), tip(), tip()] }));
    case 'move':
      return own && cases.commit(aCaseCommit({ tips: [{ ...own, case: into }] }));
    case 'say':
      return save({ urgency });
    case 'sleep':
      return save({ snoozedUntil: now + at * HOUR });
    case 'take':
      return save({ lease: { by, until: now + LEASE_MS, fence: 1 }, fence: 1 });
    case 'tag':
      return save({ tags: [by] });
    case 'close':
      return save({ status: 'closed', decidedAt: now });
    default:
      return;
  }
}

/** What the queue would be if all of it were read and sorted now. */
async function sortedAfresh(cases: CaseStore, ranking: Ranking) {
  const open = await cases.list('open', 99);
  const tips = await cases.tipsOfAll(open.map(({ id }) => id));
  const queued = open.map((found) => queueCase(found, tips.get(found.id) ?? [], ranking));
  const place = ({ priority }: (typeof queued)[number]) => urgencies.indexOf(priority.urgency);
  return queued.sort((a, b) => place(a) - place(b) || b.priority.score - a.priority.score);
}

/** All of a case in the queue but for how long it has waited, which goes on. */
function standing({ priority: { waitedMs: _, reasons, ...rank }, ...queued }: QueuedCase) {
  return { ...queued, ...rank, reasons: reasons.map(({ type }) => type) };
}

test('after any changes every list stands as if all cases had just been read and sorted', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const cases = aStore();
      const queue = new OpenQueue(cases);
      let now = MORNING;
      for (const step of all) {
        await change(cases, step, now);
        now += step.ms;
        const ranking = { ...settings, now };
        await queue.follow(ranking);
        const sorted = await sortedAfresh(cases, ranking);
        for (const reviewer of ['rina', 'budi']) {
          const filters: QueueFilter[] = [...queueLists.map((list) => ({ list })), { tag: 'rina' }];
          for (const filter of filters) {
            const wanted = sorted.filter((each) => isInFilter(each, filter, { reviewer, now }));
            expect(queue.list(filter, reviewer).map(standing)).toEqual(wanted.map(standing));
          }
        }
        const bursts = sorted.filter(({ priority }) => priority.isBurst);
        expect(queue.bursts().map(standing)).toEqual(bursts.map(standing));
      }
    }),
    { numRuns: 40 },
  );
});

test('statistics count no case of an exercise, which stands in the queue all the same', async () => {
  const cases = aStore();
  const queue = new OpenQueue(cases);
  const [real, drill] = [aCase(), aCase({ ticket: 'LATIHAN-AB2C', claim: 'Latihan' })];
  await cases.commit(aCaseCommit({ newCases: [real, drill] }));
  await queue.follow({ ...settings, now: MORNING });
  expect(queue.list()).toHaveLength(2);
  expect(queue.real().map(({ case: { id } }) => id)).toEqual([real.id]);
  expect(queue.real({ list: 'late' })).toEqual([]);
});

test('a case in the queue tells every ticket of its citizens once, and what it was first asked with', () => {
  const media = [{ sha256: 'a'.repeat(64), mime: 'image/png' }];
  const tip = (ticket: string, more = {}) => aTip({ case: 'c', ticket, text: 'Kabar', ...more });
  const of = (...tips: ReturnType<typeof aTip>[]) =>
    queueCase(aCase(), tips, { ...settings, now: MORNING });
  const all = [tip('K1', { media, kind: 'image' }), tip('K2'), tip('K1'), aTip({ case: 'c' })];
  expect(of(...all)).toMatchObject({ tickets: ['K1', 'K2'], kind: 'image', file: media[0] });
  expect(of()).toMatchObject({ tickets: [], kind: 'unknown', file: undefined, isRead: false });
  const read = [{ source: 'picture' as const, text: 'Bank tutup besok pagi' }];
  expect(of(tip('K1', { media, text: '', read })).isRead).toBe(true);
  expect(of(tip('K1', { media })).isRead).toBe(false);
});

test('of two cases of one rank the older stands first, also where it came later', async () => {
  const cases = aStore();
  const queue = new OpenQueue(cases);
  const ids = async () => {
    await queue.follow({ ...settings, now: MORNING });
    return queue.list().map(({ case: { id } }) => id);
  };
  const late = MORNING + HOUR;
  await cases.commit(aCaseCommit({ newCases: [aCase({ id: 'c', openedAt: late })] }));
  expect(await ids()).toEqual(['c']);
  const more = [aCase({ id: 'b', openedAt: late }), aCase({ id: 'd', openedAt: late - 1 })];
  await cases.commit(aCaseCommit({ newCases: more }));
  expect(await ids()).toEqual(['d', 'b', 'c']);
});

test('other settings, and a clock that goes back, order all of it again', async () => {
  const cases = aStore();
  const queue = new OpenQueue(cases);
  await cases.commit(aCaseCommit({ newCases: [aCase(), aCase({ openedAt: MORNING - 5 * HOUR })] }));
  const late = async (ranking: Ranking) => {
    await queue.follow(ranking);
    return queue.list({ list: 'late' }).length;
  };
  expect(await late({ ...settings, now: MORNING + HOUR })).toBe(0);
  expect(await late({ now: MORNING + HOUR, serviceMs: 2 * HOUR })).toBe(1);
  expect(await late({ now: MORNING + 3 * HOUR, serviceMs: 2 * HOUR })).toBe(2);
  expect(await late({ now: MORNING, serviceMs: 2 * HOUR })).toBe(1);
});

test('of six thousand cases the youngest is first once it is urgent, and the stream tells of it', async () => {
  const cases = aStore();
  const newCases = Array.from({ length: 6000 }, (_, n) => aCase({ openedAt: MORNING + n }));
  await cases.commit(aCaseCommit({ newCases }));
  const deps = {
    queue: new OpenQueue(cases),
    clock: { now: () => MORNING + HOUR, at: () => () => {} },
    settings,
  };
  const live = new LiveQueue(deps as unknown as ConstructorParameters<typeof LiveQueue>[0], {
    run: 'r',
    everyMs: 1e9,
    onError: () => {},
  });
  await live.look();
  const youngest = newCases.at(-1) ?? aCase();
  expect(deps.queue.list().at(-1)?.case.id).toBe(youngest.id);
  const heard: QueueNews[] = [];
  const stop = live.listen(undefined, (news) => heard.push(news));
  const tips = [aTip({ case: youngest.id, urgency: 'life' })];
  await cases.commit(aCaseCommit({ tips }));
  await live.look();
  stop();
  expect(deps.queue.list()[0]?.case.id).toBe(youngest.id);
  expect(heard).toMatchObject([
    { open: 6000, changes: [{ type: 'changed', ticket: youngest.ticket }] },
  ]);
});

test('what another process changes stands in the queue as soon as it is followed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'posko-queue-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'posko.db');
  const [here, there] = [aStore(path), aStore(path)];
  const queue = new OpenQueue(here);
  const tickets = async () => {
    await queue.follow({ ...settings, now: MORNING });
    return queue.list().map(({ case: { ticket } }) => ticket);
  };
  expect(await tickets()).toEqual([]);
  const [one, two] = [aCase(), aCase({ openedAt: MORNING + 1 })];
  await there.commit(aCaseCommit({ newCases: [one, two] }));
  expect(await tickets()).toEqual([one.ticket, two.ticket]);
  await there.commit(aCaseCommit({ tips: [aTip({ case: two.id, urgency: 'hour' })] }));
  expect(await tickets()).toEqual([two.ticket, one.ticket]);
  await there.commit(aCaseCommit({ cases: [{ ...two, status: 'closed', decidedAt: MORNING }] }));
  expect(await tickets()).toEqual([one.ticket]);
});

test('what a machine with a wrong clock changed unnoticed stands in the queue after some minutes', async () => {
  const cases = aStore();
  const queue = new OpenQueue({
    list: (...asked) => cases.list(...asked),
    tipsOfAll: (...asked) => cases.tipsOfAll(...asked),
    lastRevised: () => cases.lastRevised(),
    revisedAfter: async () => [],
  });
  const [gone, kept, come] = [aCase(), aCase(), aCase()];
  await cases.commit(aCaseCommit({ newCases: [gone, kept] }));
  await queue.follow({ ...settings, now: MORNING });
  expect(queue.list()).toHaveLength(2);
  const closed = { ...gone, status: 'closed', decidedAt: MORNING } as const;
  await cases.commit(aCaseCommit({ cases: [closed], newCases: [come] }));
  await queue.follow({ ...settings, now: MORNING + 6 * 60_000 });
  const ids = queue.list().map(({ case: { id } }) => id);
  expect(ids.toSorted()).toEqual([kept.id, come.id].toSorted());
});

test('a first reading that failed midway leaves nothing behind', async () => {
  const cases = aStore();
  let reads = 0;
  const queue = new OpenQueue({
    list: (...asked) => cases.list(...asked),
    lastRevised: () => cases.lastRevised(),
    revisedAfter: (last) => cases.revisedAfter(last),
    async tipsOfAll(ids) {
      reads += 1;
      if (reads === 2) throw new Error('the store is away');
      return cases.tipsOfAll(ids);
    },
  });
  const newCases = Array.from({ length: 501 }, (_, n) => aCase({ openedAt: MORNING + n }));
  await cases.commit(aCaseCommit({ newCases }));
  const ranking = { ...settings, now: MORNING };
  await expect(queue.follow(ranking)).rejects.toThrow('the store is away');
  const closed = { ...(newCases[0] ?? aCase()), status: 'closed', decidedAt: MORNING } as const;
  await cases.commit(aCaseCommit({ cases: [closed] }));
  await queue.follow(ranking);
  expect(queue.list()).toHaveLength(500);
});
