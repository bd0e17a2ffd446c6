import { onTestFinished, vi } from 'vitest';
import { type BullmqOptions, openBullmqJobs } from '../../src/jobs/bullmq/bullmq-jobs.ts';
import { Queues } from '../../src/jobs/bullmq/queues.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import type { JobsParts } from '../../src/jobs/running-jobs.ts';
import type { Job } from '../../src/ports/jobs.ts';

/** Running jobs on Redis that are closed when the test is over, and what they did. */
export function aWorker(
  options: BullmqOptions,
  run: (job: Job) => Promise<number | null> = async () => null,
  {
    clock = systemClock,
    places = [],
    isWorker = true,
  }: Partial<Pick<JobsParts, 'clock' | 'places' | 'isWorker'>> = {},
) {
  const begun: string[] = [];
  const errors: unknown[] = [];
  const jobs = openBullmqJobs(options)({
    clock,
    places,
    isWorker,
    run: (job) => {
      begun.push(job.citizen);
      return run(job);
    },
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => jobs.close());
  return {
    begun,
    errors,
    close: () => jobs.close(),
    health: () => jobs.health(),
    idle: () => jobs.idle(),
    turn: (citizen: string) => jobs.wake({ type: 'turn', citizen }),
    promise: (citizen: string) => jobs.wake({ type: 'turn', citizen, isPromised: true }),
    /** As the sweep wakes what it finds. */
    find: (citizen: string, type: Job['type'] = 'turn') =>
      jobs.wake({ type, citizen, isPatient: true }),
    countSenders: async (place: string) => jobs.countSenders?.(place),
    mayLook: async (ms: number) => jobs.mayLook?.(ms),
    send: (citizen: string, place?: string) =>
      jobs.wake({ type: 'send', citizen, ...(place === undefined ? {} : { place }) }),
  };
}

/** Wakes turns and runs none. */
export function aWaker({ url, prefix = 'posko' }: BullmqOptions) {
  const queues = new Queues({ url, prefix }, () => {});
  onTestFinished(() => queues.close());
  return {
    turns: (citizens: readonly string[]) =>
      queues.add(citizens.map((citizen) => ({ type: 'turn', citizen, rank: 0, since: 0 }))),
    served: () => vi.waitUntil(async () => (await queues.countReady()) === 0, { timeout: 15_000 }),
  };
}

/** A run that stays until it is let go. */
export function aGate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: resolve, wait: () => promise.then(() => null) };
}

/** Resolves when something has come true. */
export async function until(isTrue: () => unknown, timeout = 15_000): Promise<void> {
  await vi.waitUntil(isTrue, { timeout, interval: 5 });
}
