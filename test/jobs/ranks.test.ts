import { expect, onTestFinished, test, vi } from 'vitest';
import { LaterWakes } from '../../src/jobs/later-wakes.ts';
import { LocalJobs } from '../../src/jobs/local/local-jobs.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Job } from '../../src/ports/jobs.ts';
import { MORNING } from '../support/stage.ts';

const job: Job = { type: 'turn', citizen: 'c1' };

/** The ranks of what is woken, in its order. */
function ranked() {
  const clock = new VirtualClock(MORNING);
  const ranks: number[] = [];
  const later = new LaterWakes(clock, (_, rank) => ranks.push(rank));
  const addAll = (count: number, one: Job) => {
    for (let n = 0; n < count; n += 1) later.add(one);
  };
  return { later, ranks, addAll, pass: (ms: number) => clock.advance(ms, async () => {}) };
}

test.each<[string, number, Job, number]>([
  ['the second message at once', 1, job, 0],
  ['the third within a minute', 2, job, 1],
  ['the sixth', 5, job, 1],
  ['the seventh', 6, job, 2],
  ['the seventh that brings a verdict', 6, { ...job, isPromised: true }, 0],
  ['what the sweep has found', 0, { ...job, isPatient: true }, 3],
  ['what the sweep has found of one who writes again and again', 9, { ...job, isPatient: true }, 3],
  ['a sending that the sweep has found', 0, { ...job, type: 'send', isPatient: true }, 0],
  ['the first of another citizen', 9, { ...job, citizen: 'c2' }, 0],
])('%s is of its rank', (_, before, one, rank) => {
  const { ranks, addAll } = ranked();
  addAll(before, job);
  addAll(1, one);
  expect(ranks.at(-1)).toBe(rank);
});

test('what the sweep finds, and what was put off, makes nobody one who writes again and again', async () => {
  const { ranks, addAll, later, pass } = ranked();
  addAll(9, { ...job, isPatient: true });
  for (const ms of [10, 20, 30, 40]) {
    later.add(job, MORNING + ms);
    await pass(10);
  }
  addAll(1, job);
  expect(ranks.slice(9)).toEqual([0, 0, 0, 0, 0]);
});

test('who was quiet for some minutes comes first again', async () => {
  const { ranks, addAll, pass } = ranked();
  addAll(7, job);
  await pass(5 * 60_000);
  addAll(1, job);
  expect(ranks.at(-1)).toBe(0);
});

test('what waits is woken by its rank at that time, and what is due now does not wait', async () => {
  const { ranks, addAll, later, pass } = ranked();
  later.add(job, MORNING + 1000);
  addAll(7, job);
  later.add({ ...job, citizen: 'c2' }, MORNING);
  expect(ranks).toHaveLength(8);
  await pass(1000);
  expect(ranks.slice(-1)).toEqual([2]);
});

/** Jobs of which none ends before `finish`. */
function held() {
  const { promise, resolve } = Promise.withResolvers<null>();
  const begun: string[] = [];
  const clock = new VirtualClock(MORNING);
  const jobs = new LocalJobs({
    clock,
    run: ({ citizen }) => {
      begun.push(citizen);
      return promise;
    },
    onError: () => {},
  });
  return { jobs, begun, finish: () => resolve(null) };
}

async function turnsOfEvents(): Promise<void> {
  for (let n = 0; n < 200; n += 1) await new Promise((done) => setImmediate(done));
}

test('64 jobs run at once and no more; of what can wait only 48, so that a first message begins', async () => {
  const { jobs, begun, finish } = held();
  const wake = (count: number, name: string, isPatient: boolean) => {
    for (let n = 0; n < count; n += 1) jobs.wake({ ...job, citizen: `${name}${n}`, isPatient });
  };
  wake(70, 'sweep', true);
  await turnsOfEvents();
  expect(begun).toHaveLength(48);
  wake(20, 'new', false);
  await turnsOfEvents();
  expect(begun.slice(48)).toEqual(Array.from({ length: 16 }, (_, n) => `new${n}`));
  finish();
  await jobs.idle();
  expect(new Set(begun).size).toBe(90);
});

test('however many first messages are under way, what can wait begins where there is room', async () => {
  const { jobs, begun, finish } = held();
  for (let n = 0; n < 60; n += 1) jobs.wake({ ...job, citizen: `new${n}` });
  for (let n = 0; n < 6; n += 1) jobs.wake({ ...job, citizen: `sweep${n}`, isPatient: true });
  await turnsOfEvents();
  expect(begun.filter((each) => each.startsWith('sweep'))).toHaveLength(4);
  finish();
  await jobs.idle();
});

test('who writes again while they wait keeps their place', async () => {
  const { jobs, begun, finish } = held();
  for (const citizen of ['w1', 'w2', 'w1']) jobs.wake({ ...job, citizen });
  finish();
  await jobs.idle();
  expect(begun).toEqual(['w1', 'w2']);
});

test('the share of the sweep is for those whom nothing else woke', async () => {
  const { jobs, begun, finish } = held();
  const first = Array.from({ length: 200 }, (_, n) => `new${n}`);
  for (const citizen of first) jobs.wake({ ...job, citizen });
  for (const citizen of [...first, 'lost']) jobs.wake({ ...job, citizen, isPatient: true });
  finish();
  await jobs.idle();
  expect(begun.indexOf('lost')).toBeLessThan(65);
});

test.for([
  { ms: 0, starts: 1 },
  { ms: 10, starts: 2 },
  { ms: 25, starts: 3 },
  { ms: 1000, starts: 4 },
])(
  'where receiving takes $ms ms, $starts begin before more is received',
  async ({ ms, starts }) => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(5000);
    onTestFinished(() => now.mockRestore());
    const { jobs, begun, finish } = held();
    for (let n = 0; n < 10; n += 1) jobs.wake({ ...job, citizen: `w${n}` });
    now.mockReturnValue(5000 + ms);
    await new Promise((done) => setImmediate(done));
    expect(begun).toHaveLength(starts);
    finish();
    await jobs.idle();
  },
);

test('in a flood of first messages one start in four is for a talk, one in sixteen for a repeat, one in 64 for the sweep', async () => {
  const begun: string[] = [];
  const run = async ({ citizen }: Job) => {
    begun.push(citizen.slice(0, 1));
    return null;
  };
  const jobs = new LocalJobs({ clock: new VirtualClock(MORNING), run, onError: () => {} });
  const wake = (name: string, count: number, isPatient = false) => {
    for (let n = 0; n < count; n += 1) jobs.wake({ ...job, citizen: `${name}${n}`, isPatient });
  };
  for (let n = 0; n < 7; n += 1) {
    if (n < 2) wake('talk', 100);
    wake('repeat', 100);
    await jobs.idle();
  }
  begun.length = 0;
  wake('first', 300);
  wake('talk', 100);
  wake('repeat', 100);
  wake('sweep', 100, true);
  await jobs.idle();
  const shares = ['f', 't', 'r', 's'].map(
    (name) => begun.slice(0, 256).filter((each) => each === name).length,
  );
  expect(shares).toEqual([192, 48, 12, 4]);
});

test('a job that waits already is lifted by what is more urgent, and lowered by nothing', async () => {
  const { jobs, begun, finish } = held();
  const wake = (citizen: string, isPatient: boolean) => jobs.wake({ ...job, citizen, isPatient });
  for (let n = 0; n < 64; n += 1) wake(`running${n}`, false);
  await turnsOfEvents();
  for (const citizen of ['p0', 'p1', 'p2', 'both']) wake(citizen, true);
  wake('first', false);
  wake('first', true);
  wake('both', false);
  finish();
  await jobs.idle();
  const order = begun.slice(64);
  expect(order.toSorted()).toEqual(['both', 'first', 'p0', 'p1', 'p2']);
  expect(Math.max(order.indexOf('first'), order.indexOf('both'))).toBeLessThan(3);
  expect(order.indexOf('p2')).toBeGreaterThan(order.indexOf('both'));
});

test('a virtual clock moves on where nothing waits, and never back', async () => {
  const clock = new VirtualClock(100);
  const seen: number[] = [];
  clock.at(50, () => seen.push(clock.now()));
  clock.at(130, () => seen.push(clock.now()));
  await clock.advance(30, async () => {});
  expect(seen).toEqual([100, 130]);
  await clock.advance(0, async () => {});
  expect([clock.now(), seen.length]).toEqual([130, 2]);
});

test('closing ends what waits for its time, and idleness waits for what runs', async () => {
  const { jobs, begun, finish } = held();
  jobs.wake(job);
  jobs.wake({ ...job, citizen: 'later' }, MORNING + 10);
  await turnsOfEvents();
  let isIdle = false;
  const idle = jobs.idle().then(() => {
    isIdle = true;
  });
  await turnsOfEvents();
  expect(isIdle).toBe(false);
  expect(jobs.health()).toEqual({ state: 'ok' });
  finish();
  await idle;
  await jobs.close();
  expect(begun).toEqual(['c1']);
});
