import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { OpenJobs } from '../../src/jobs/running-jobs.ts';
import type { Job } from '../../src/ports/jobs.ts';
import { MORNING } from '../support/stage.ts';

/** What wakes a citizen's turn keeps to itself and to the clock. */
export function jobsContract(name: string, open: OpenJobs): void {
  describe(name, () => {
    test('a job runs with the citizen it was woken for', async () => {
      const { jobs, begun } = stage(open);
      jobs.wake(turn('w1'));
      jobs.wake({ type: 'send', citizen: 'w1' });
      await jobs.idle();
      expect(begun.toSorted()).toEqual(['send w1', 'turn w1']);
    });

    test('one job of a citizen and kind runs at a time', async () => {
      const { jobs, gate, most } = stage(open);
      const finish = gate('turn w1');
      for (let n = 0; n < 20; n += 1) {
        jobs.wake(turn('w1'));
        await turnOfEvents();
      }
      finish();
      await jobs.idle();
      expect(most('turn w1')).toBe(1);
    });

    test('many citizens are served at once', async () => {
      const { jobs, gate, running } = stage(open);
      const names = Array.from({ length: 20 }, (_, n) => `w${n}`);
      const finishers = names.map((citizen) => gate(`turn ${citizen}`));
      for (const citizen of names) jobs.wake(turn(citizen));
      await until(() => running().size === 20);
      for (const finish of finishers) finish();
      await jobs.idle();
      expect(running().size).toBe(0);
    });

    test('a thousand citizens are all served', async () => {
      const { jobs, begun } = stage(open);
      for (let n = 0; n < 1000; n += 1) jobs.wake(turn(`w${n}`));
      await jobs.idle();
      expect(new Set(begun).size).toBe(1000);
    });

    test('what the sweep has found gives way to whoever writes', async () => {
      const { jobs, begun } = stage(open);
      for (let n = 0; n < 2000; n += 1) jobs.wake({ ...turn(`w${n}`), isPatient: true });
      await until(() => begun.length > 0);
      jobs.wake(turn('w1999'));
      jobs.wake(turn('new'));
      await jobs.idle();
      expect(begun.indexOf('turn new')).toBeLessThan(1500);
      expect(begun.indexOf('turn w1999')).toBeLessThan(1500);
      expect(new Set(begun).size).toBe(2001);
    });

    test('a first message and a promised verdict go before those who write again and again', async () => {
      const { jobs, begun } = stage(open);
      const noisy = Array.from({ length: 2000 }, (_, n) => turn(`w${n}`));
      for (const job of noisy) for (let n = 0; n < 7; n += 1) jobs.wake(job);
      await jobs.idle();
      begun.length = 0;
      for (const job of noisy) jobs.wake(job);
      jobs.wake({ ...turn('w1999'), isPromised: true });
      jobs.wake(turn('new'));
      await jobs.idle();
      expect(begun.indexOf('turn new')).toBeLessThan(1900);
      expect(begun.indexOf('turn w1999')).toBeLessThan(1900);
      expect(new Set(begun).size).toBe(2001);
    });

    test('a first message goes before the third within a minute, and that before repeats', async () => {
      const { jobs, begun } = stage(open);
      const [noisy, talking] = ['r', 't'].map((name) =>
        Array.from({ length: 1000 }, (_, n) => turn(`${name}${n}`)),
      );
      for (const job of noisy ?? []) for (let n = 0; n < 7; n += 1) jobs.wake(job);
      for (const job of talking ?? []) for (let n = 0; n < 2; n += 1) jobs.wake(job);
      await jobs.idle();
      begun.length = 0;
      for (const job of [...(noisy ?? []), ...(talking ?? [])]) jobs.wake(job);
      jobs.wake(turn('new'));
      await jobs.idle();
      expect(begun.indexOf('turn new')).toBeLessThan(900);
      expect(begun.indexOf('turn t0')).toBeLessThan(900);
      expect(begun.indexOf('turn t999')).toBeLessThan(begun.indexOf('turn r999'));
      expect(new Set(begun).size).toBe(2001);
    });

    test('what is promised lifts a repeat of the same citizen that waits already', async () => {
      const { jobs, begun } = stage(open);
      const noisy = Array.from({ length: 2000 }, (_, n) => turn(`w${n}`));
      for (const job of noisy) for (let n = 0; n < 7; n += 1) jobs.wake(job);
      await jobs.idle();
      begun.length = 0;
      for (const job of noisy) jobs.wake(job);
      await until(() => begun.length > 0);
      jobs.wake({ ...turn('w1999'), isPromised: true });
      await jobs.idle();
      expect(begun.indexOf('turn w1999')).toBeLessThan(1900);
      expect(new Set(begun).size).toBe(2000);
    });

    test.each([
      ['a third message within a minute', 2, false],
      ['a repeat', 7, false],
      ['what the sweep has found', 0, true],
    ])('%s is answered before a flood of first messages ends', async (_, before, isPatient) => {
      let flood = 0;
      const { jobs, clock, begun } = stage(open, () => {
        clock.advance(100, async () => {});
        if (flood > 0 && flood < 1500) jobs.wake(turn(`new${flood++}`));
        return null;
      });
      for (let n = 0; n < before; n += 1) jobs.wake(turn('w1'));
      await jobs.idle();
      begun.length = 0;
      while (flood < 200) jobs.wake(turn(`new${flood++}`));
      jobs.wake({ ...turn('w1'), isPatient });
      await jobs.idle();
      expect(begun.indexOf('turn w1')).toBeLessThan(1300);
      expect(new Set(begun).size).toBe(1501);
    });

    test('the turn and the sending of one citizen do not wait for each other', async () => {
      const { jobs, gate, begun, running } = stage(open);
      const finish = gate('turn w1');
      jobs.wake(turn('w1'));
      jobs.wake({ type: 'send', citizen: 'w1' });
      await until(() => begun.includes('send w1') && running().has('turn w1'));
      finish();
      await jobs.idle();
    });

    test('a wake during a run is followed by another run', async () => {
      const { jobs, gate, begun, running } = stage(open);
      const finish = gate('turn w1');
      jobs.wake(turn('w1'));
      await until(() => running().has('turn w1'));
      jobs.wake(turn('w1'));
      jobs.wake(turn('w1'));
      finish();
      await jobs.idle();
      expect(begun).toEqual(['turn w1', 'turn w1']);
    });

    test('a wake in the future waits for its time', async () => {
      const { jobs, clock, begun } = stage(open);
      jobs.wake(turn('w1'), MORNING + 1000);
      await clock.advance(999, () => jobs.idle());
      expect(begun).toEqual([]);
      await clock.advance(1, () => jobs.idle());
      expect(begun).toEqual(['turn w1']);
    });

    test('a wake in the past runs now', async () => {
      const { jobs, begun } = stage(open);
      jobs.wake(turn('w1'), MORNING - 1);
      await jobs.idle();
      expect(begun).toEqual(['turn w1']);
    });

    test('the earlier of two wakes holds', async () => {
      const { jobs, clock, begun } = stage(open);
      jobs.wake(turn('w1'), MORNING + 2000);
      jobs.wake(turn('w1'), MORNING + 1000);
      await clock.advance(1000, () => jobs.idle());
      expect(begun).toEqual(['turn w1']);
    });

    test('a job that names a time runs again then', async () => {
      const times = [MORNING + 500, MORNING + 900, null];
      const { jobs, clock, begun } = stage(open, () => times.shift() ?? null);
      jobs.wake(turn('w1'));
      await jobs.idle();
      expect(begun).toHaveLength(1);
      await clock.advance(500, () => jobs.idle());
      expect(begun).toHaveLength(2);
      await clock.advance(5000, () => jobs.idle());
      expect(begun).toHaveLength(3);
    });

    test('a job that fails is told of, and stops neither others nor the next of its kind', async () => {
      let fails = true;
      const { jobs, errors, begun } = stage(open, ({ citizen }) => {
        if (fails && citizen === 'w1') throw new Error('the store is gone');
        return null;
      });
      for (const citizen of ['w1', 'w2', 'w3']) jobs.wake(turn(citizen));
      await jobs.idle();
      expect(errors).toEqual([new Error('the store is gone')]);
      fails = false;
      jobs.wake(turn('w1'));
      await jobs.idle();
      expect(begun).toEqual(['turn w1', 'turn w2', 'turn w3', 'turn w1']);
      expect(errors).toHaveLength(1);
    });

    test('closing waits for what runs and starts nothing more', async () => {
      const { jobs, clock, gate, begun, running } = stage(open);
      const finish = gate('turn w1');
      jobs.wake(turn('w1'));
      jobs.wake(turn('w2'), MORNING + 1000);
      await until(() => running().has('turn w1'));
      jobs.wake(turn('w1'));
      let isClosed = false;
      const closing = jobs.close().then(() => {
        isClosed = true;
      });
      await turnOfEvents();
      expect(isClosed).toBe(false);
      finish();
      await closing;
      expect(running().size).toBe(0);
      jobs.wake(turn('w3'));
      await clock.advance(5000, turnOfEvents);
      expect(begun).toEqual(['turn w1']);
    });

    test('closing with nothing to do is done at once', async () => {
      await stage(open).jobs.close();
    });
  });
}

function turn(citizen: string): Job {
  return { type: 'turn', citizen };
}

/** Resolves when something has come true; jobs may need to ask a server before they begin. */
async function until(isTrue: () => boolean): Promise<void> {
  await vi.waitUntil(isTrue, { timeout: 5000, interval: 1 });
}

/** Lets everything that is ready happen. */
async function turnOfEvents(): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Jobs on a clock that is set by hand, and a record of what they do. */
function stage(open: OpenJobs, again: (job: Job) => number | null = () => null) {
  const clock = new VirtualClock(MORNING);
  const begun: string[] = [];
  const errors: unknown[] = [];
  const counts = new Map<string, number>();
  const peaks = new Map<string, number>();
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const run = async (job: Job) => {
    const name = `${job.type} ${job.citizen}`;
    begun.push(name);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    peaks.set(name, Math.max(count, peaks.get(name) ?? 0));
    await gates.get(name)?.promise;
    await turnOfEvents();
    counts.set(name, (counts.get(name) ?? 0) - 1);
    return again(job);
  };
  const onError = (error: unknown) => errors.push(error);
  const jobs = open({ clock, run, places: [], isWorker: true, onError });
  onTestFinished(() => {
    for (const { resolve } of gates.values()) resolve();
    return jobs.close();
  });
  return {
    clock,
    begun,
    errors,
    jobs,
    most: (name: string) => peaks.get(name),
    running: () => new Set([...counts].filter(([, count]) => count > 0).map(([name]) => name)),
    gate(name: string) {
      const held = Promise.withResolvers<void>();
      gates.set(name, held);
      return held.resolve;
    },
  };
}
