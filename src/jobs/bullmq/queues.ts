import { Queue } from 'bullmq';
import type { Job } from '../../ports/jobs.ts';
import type { Rank } from '../later-wakes.ts';
import {
  checkServer,
  connectProducer,
  keyPrefix,
  type RedisConnection,
  untilReady,
} from './connect.ts';

/** Turns and sends of one citizen do not wait for each other, so each kind has a queue. */
export const jobTypes = ['turn', 'send'] as const satisfies readonly Job['type'][];

/** Returns the queue of a job: one per kind, and one for each place with exclusive jobs. */
export function queueOf({ type, place }: Omit<Job, 'citizen'>): string {
  return place === undefined ? type : `${type}-${place}`;
}

/** A job that is put into Redis, how soon it runs, and since when it waits. */
export type RankedJob = Job & { rank: Rank; since: number };

/** By rank, how many seconds a job lets later ones of the first rank go before it: no flood starves it. */
const HEAD_START_S = [0, 5, 20, 60];

/** BullMQ writes a stream of job events; nothing here reads it, and `forget` empties it. */
const SHORT_HISTORY = { streams: { events: { maxLen: 100 } } };

/** Puts jobs into Redis: at most one per citizen waits, and one more while another one runs. */
export class Queues {
  readonly #redis: RedisConnection;
  readonly #prefix: string;
  readonly #onError: (error: Error) => void;
  readonly #queues = new Map<string, Queue>();

  readonly #url: string;

  constructor({ url, prefix }: { url: string; prefix: string }, onError: (error: Error) => void) {
    this.#url = url;
    this.#redis = connectProducer(url, onError);
    this.#prefix = keyPrefix(url, prefix);
    this.#onError = onError;
  }

  async add(jobs: readonly RankedJob[]): Promise<void> {
    await untilReady(this.#redis);
    for (const [name, entries] of Map.groupBy(jobs, queueOf)) {
      const queue = await this.#open(name);
      await queue.addBulk(entries.map(toEntry));
      for (const job of entries) if (job.isPromised) await lift(queue, job);
    }
  }

  /** Counts the waiting and running jobs of these queues, in all processes; zero without Redis. */
  async countReady(names: Iterable<string> = jobTypes): Promise<number> {
    if (this.#redis.status !== 'ready') return 0;
    let count = 0;
    for (const name of names) {
      const queue = await this.#open(name);
      count += await queue.getJobCountByTypes('wait', 'prioritized', 'active');
    }
    return count;
  }

  /** Throws if Redis does not accept a write in time, or is not as jobs need it. */
  async probe(): Promise<void> {
    await untilReady(this.#redis);
    checkServer(await this.#redis.info(), this.#url);
    await this.#redis.set(`${this.#prefix}:probe`, '1', 'PX', 60_000);
  }

  /** Empties the event streams: they name citizens, who may have asked to be erased. */
  async forget(): Promise<void> {
    for (const name of this.#queues.keys()) {
      await this.#redis.xtrim(`${this.#prefix}:${name}:events`, 'MAXLEN', '=', 0);
    }
  }

  async close(): Promise<void> {
    for (const queue of this.#queues.values()) await queue.close();
    this.#redis.disconnect();
  }

  /** A queue whose first connection failed stays useless, so the next attempt opens a new one. */
  async #open(name: string): Promise<Queue> {
    const options = { connection: this.#redis, prefix: this.#prefix, ...SHORT_HISTORY };
    const queue = this.#queues.get(name) ?? new Queue(name, options).on('error', this.#onError);
    this.#queues.set(name, queue);
    try {
      await queue.waitUntilReady();
    } catch (error) {
      this.#queues.delete(name);
      throw error;
    }
    return queue;
  }
}

/** Lets a promised job go before others where a repeat of its citizen waits already, with which it is one. */
async function lift(queue: Queue, job: RankedJob): Promise<void> {
  const id = await queue.getDeduplicationJobId(job.citizen);
  const waiting = id === null ? undefined : await queue.getJob(id);
  const priority = priorityOf(job);
  if (!waiting || waiting.priority <= priority) return; // it goes first already
  await waiting.changePriority({ priority }).catch(() => {}); // it has just run
}

/** The lowest goes first; BullMQ's end at 2^21, so that these begin again every 12 days. */
function priorityOf({ rank, since }: RankedJob): number {
  return 1 + (Math.floor(since / 1000) % 2 ** 20) + (HEAD_START_S[rank] ?? 0);
}

/** A patient job has its own entry, so that a citizen who writes does not wait behind it. */
function toEntry(job: RankedJob) {
  const id = job.rank === 3 ? `${job.citizen} patient` : job.citizen;
  const deduplication = { id, keepLastIfActive: true };
  return { name: job.type, data: job, opts: { priority: priorityOf(job), deduplication } };
}
