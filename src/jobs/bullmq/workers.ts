import { Worker } from 'bullmq';
import { z } from 'zod';
import { within } from '../../ports/concurrency-limit.ts';
import type { Job } from '../../ports/jobs.ts';
import type { ExclusiveQueue } from '../running-jobs.ts';
import { connectWorker, keyPrefix, type RedisConnection } from './connect.ts';
import { jobTypes, queueOf } from './queues.ts';

/** A killed process's job runs again after the lock and one check: 10.5 seconds at most. */
const STALLED = { lockDuration: 10_000, stalledInterval: 500, maxStalledCount: 10 };
const KEEP_NONE = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
const FIXED = { concurrency: 64, ...STALLED, ...KEEP_NONE };
/** How long Redis may take to confirm that the last jobs are done. */
const FAREWELL_MS = 2000;
/** Interval of the check for places that were taken or lost. */
const FOLLOW_MS = 500;

const jobSchema = z.object({
  type: z.enum(jobTypes),
  citizen: z.string().min(1),
  place: z.string().min(1).exactOptional(),
});

interface WorkersParts {
  url: string;
  prefix: string;
  places: readonly ExclusiveQueue[];
  isWorker: boolean;
  perform(job: Job): Promise<void>;
  onError(error: Error): void;
}

/** Runs jobs from Redis, many citizens at once: those of its places, and as a worker all others. */
export class Workers {
  readonly #redis: RedisConnection;
  readonly #parts: WorkersParts;
  readonly #free: readonly Worker[];
  readonly #placed = new Map<string, readonly Worker[]>();
  readonly running = new Set<Promise<void>>();
  readonly #following: NodeJS.Timeout;
  /** Number of jobs started here. */
  begun = 0;
  #isClosing = false;

  constructor(parts: WorkersParts) {
    this.#parts = parts;
    this.#redis = connectWorker(parts.url, parts.onError);
    this.#free = parts.isWorker ? jobTypes.map((type) => this.#open({ type })) : [];
    this.#followPlaces();
    this.#following = setInterval(() => this.#followPlaces(), FOLLOW_MS).unref();
  }

  /** Takes no more jobs and waits for running ones, but not for Redis. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#following);
    const workers = [...this.#free, ...[...this.#placed.values()].flat()];
    const closing = Promise.allSettled(workers.map((worker) => worker.close()));
    while (this.running.size > 0) await Promise.allSettled(this.running);
    await within(FAREWELL_MS, closing, () => {});
    for (const worker of workers) void worker.disconnect().catch(() => {});
    this.#redis.disconnect();
  }

  #open(of: Omit<Job, 'citizen'>): Worker {
    const { url, onError } = this.#parts;
    const prefix = keyPrefix(url, this.#parts.prefix);
    const work = ({ data }: { data: unknown }) => this.#work(jobSchema.parse(data));
    const options = { connection: this.#redis, prefix, ...FIXED };
    return new Worker(queueOf(of), work, options).on('error', onError);
  }

  /** Starts jobs of places that this process now holds, and stops those of lost ones. */
  #followPlaces(): void {
    for (const { name, isHeld } of this.#parts.places) {
      const workers = this.#placed.get(name);
      if (isHeld() && !workers) {
        this.#placed.set(
          name,
          jobTypes.map((type) => this.#open({ type, place: name })),
        );
      } else if (!isHeld() && workers) {
        this.#placed.delete(name);
        for (const worker of workers) worker.close().catch(this.#parts.onError);
      }
    }
  }

  /** A job that arrives during closing is left to another process's sweep, or the next start. */
  async #work(job: Job): Promise<void> {
    if (this.#isClosing) return;
    this.begun += 1;
    const running = this.#parts.perform(job);
    this.running.add(running);
    await running.finally(() => this.running.delete(running));
  }
}
