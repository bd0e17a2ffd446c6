import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Job } from '../../tipline/ports.ts';
import { connectWorker } from './connect.ts';
import { jobTypes } from './queues.ts';

/** A killed process's job runs again after the lock and one look: 10.5 seconds at most. */
const STALLED = { lockDuration: 10_000, stalledInterval: 500, maxStalledCount: 10 };
const KEEP_NONE = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
const CONCURRENCY = 64;
/** How long Redis may take to hear that the last jobs are done. */
const FAREWELL_MS = 2000;

const jobSchema = z.object({ type: z.enum(jobTypes), citizen: z.string().min(1) });

interface WorkersParts {
  url: string;
  prefix: string;
  /** The most sends begun in a second, by all processes together. */
  sendsPerSecond: number | undefined;
  perform(job: Job): Promise<void>;
  onError(error: Error): void;
}

/** Takes jobs from Redis and does them, many citizens at once. */
export class Workers {
  readonly #redis: Redis;
  readonly #workers: readonly Worker[];
  readonly #perform: (job: Job) => Promise<void>;
  readonly #running = new Set<Promise<void>>();
  /** How many jobs were begun here. */
  begun = 0;
  #isClosing = false;

  constructor({ url, prefix, sendsPerSecond, perform, onError }: WorkersParts) {
    this.#redis = connectWorker(url, onError);
    this.#perform = perform;
    this.#workers = jobTypes.map((type) => {
      const isLimited = type === 'send' && sendsPerSecond !== undefined;
      const limiter = isLimited ? { limiter: { max: sendsPerSecond, duration: 1000 } } : {};
      const options = { connection: this.#redis, prefix, concurrency: CONCURRENCY };
      const work = ({ data }: { data: unknown }) => this.#work(jobSchema.parse(data));
      const worker = new Worker(type, work, { ...options, ...STALLED, ...KEEP_NONE, ...limiter });
      return worker.on('error', onError);
    });
  }

  /** How many jobs run here. */
  get running(): number {
    return this.#running.size;
  }

  /** Takes no more jobs and waits for those that run; Redis may be away, and is not waited for. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const closing = Promise.allSettled(this.#workers.map((worker) => worker.close()));
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    const patience = new AbortController();
    const farewell = sleep(FAREWELL_MS, undefined, { signal: patience.signal }).catch(() => {});
    await Promise.race([closing, farewell]);
    patience.abort();
    for (const worker of this.#workers) void worker.disconnect().catch(() => {});
    this.#redis.disconnect();
  }

  /** A job that arrives while this process closes is left to the sweep of another, or of the next start. */
  async #work(job: Job): Promise<void> {
    if (this.#isClosing) return;
    this.begun += 1;
    const running = this.#perform(job);
    this.#running.add(running);
    await running.finally(() => this.#running.delete(running));
  }
}
