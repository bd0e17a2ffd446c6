import { expect, test } from 'vitest';
import { LocalJobs } from '../../src/jobs/local/local-jobs.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Job } from '../../src/ports/jobs.ts';
import { jobsContract } from '../contracts/jobs-contract.ts';

jobsContract('jobs in the process', (parts) => new LocalJobs(parts));

test('what is for another process, or comes after the end, is not done', async () => {
  const done: string[] = [];
  const run = async ({ citizen }: Job) => {
    done.push(citizen ?? '');
    return null;
  };
  const jobs = new LocalJobs({ clock: new VirtualClock(0), run, onError: () => {} });
  jobs.wake({ type: 'turn', citizen: 'a' });
  jobs.wake({ type: 'turn', citizen: 'b', place: 'another' });
  await jobs.idle();
  await jobs.close();
  jobs.wake({ type: 'turn', citizen: 'c' });
  await jobs.idle();
  expect(done).toEqual(['a']);
});

test('a virtual clock stops at every timer on the way, in the order of their times', async () => {
  const clock = new VirtualClock(0);
  const seen: number[] = [];
  for (const time of [30, 10, 20]) clock.at(time, () => seen.push(clock.now()));
  await clock.advance(25, async () => {});
  expect(seen).toEqual([10, 20]);
  expect(clock.now()).toBe(25);
});

test('a virtual clock lets a timer set another one on the way', async () => {
  const clock = new VirtualClock(0);
  const seen: number[] = [];
  clock.at(10, () => clock.at(15, () => seen.push(clock.now())));
  await clock.advance(20, async () => {});
  expect(seen).toEqual([15]);
});

test('timers of a virtual clock run by their times, and those of one time as they were set', async () => {
  const clock = new VirtualClock(0);
  const seen: string[] = [];
  for (const [name, time] of Object.entries({ late: 20, first: 10, second: 10, third: 10 })) {
    clock.at(time, () => seen.push(name));
  }
  await clock.advance(20, async () => {});
  expect(seen).toEqual(['first', 'second', 'third', 'late']);
});

test('a timer that is called off does not run', async () => {
  const clock = new VirtualClock(0);
  const seen: number[] = [];
  const cancel = clock.at(10, () => seen.push(clock.now()));
  cancel();
  await clock.advance(20, async () => {});
  expect(seen).toEqual([]);
});
