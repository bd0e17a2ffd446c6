import { expect, test } from 'vitest';
import { LaterWakes, type Rank } from '../../src/jobs/later-wakes.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Job } from '../../src/ports/jobs.ts';
import { MORNING } from '../support/stage.ts';

const job: Job = { type: 'turn', citizen: 'c1' };

function laterWakes() {
  const clock = new VirtualClock(MORNING);
  const woken: [string, number][] = [];
  const later = new LaterWakes(clock, ({ citizen }) =>
    woken.push([citizen, clock.now() - MORNING]),
  );
  return { later, woken, pass: (ms: number) => clock.advance(ms, async () => {}) };
}

test('of several wakes of one citizen and kind the earliest counts, once', async () => {
  const { later, woken, pass } = laterWakes();
  later.add(job, MORNING + 50);
  later.add(job, MORNING + 20);
  later.add(job, MORNING + 70);
  await pass(100);
  expect(woken).toEqual([['c1', 20]]);
  later.add(job, MORNING + 150);
  await pass(100);
  expect(woken).toEqual([
    ['c1', 20],
    ['c1', 150],
  ]);
});

test('another citizen, kind or place has wakes of its own', async () => {
  const { later, woken, pass } = laterWakes();
  later.add(job, MORNING + 10);
  later.add({ ...job, citizen: 'c2' }, MORNING + 20);
  later.add({ ...job, type: 'send' }, MORNING + 30);
  later.add({ ...job, type: 'send', place: 'p' }, MORNING + 40);
  await pass(100);
  expect(woken.map(([, at]) => at)).toEqual([10, 20, 30, 40]);
});

test('what is more than two minutes away is left to the sweep', async () => {
  const { later, woken, pass } = laterWakes();
  later.add(job, MORNING + 120_001);
  later.add({ ...job, citizen: 'c2' }, MORNING + 120_000);
  await pass(200_000);
  expect(woken).toEqual([['c2', 120_000]]);
});

test('nothing is woken any more once they are cleared', async () => {
  const { later, woken, pass } = laterWakes();
  later.add(job, MORNING + 10);
  later.clear();
  await pass(100);
  expect(woken).toEqual([]);
  later.add(job, MORNING + 150);
  await pass(100);
  expect(woken).toHaveLength(1);
});

test('whoever has written ever so often is answered as a first comer after ten quiet minutes', async () => {
  const clock = new VirtualClock(MORNING);
  const ranks: Rank[] = [];
  const later = new LaterWakes(clock, (_, rank) => ranks.push(rank));
  for (let n = 0; n < 1000; n += 1) later.add(job);
  await clock.advance(10 * 60_000, async () => {});
  later.add(job);
  expect([ranks[0], ranks[999], ranks[1000]]).toEqual([0, 2, 0]);
});
