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

type Kind = Pick<Job, 'type'> & { place?: string | undefined };

/** Returns the queue of a job: one per kind, and one for each place with exclusive jobs. */
export function queueOf({ type, place }: Kind): string {
  return place === undefined ? type : `${type}-${place}`;
}

/** A job that is put into Redis, how soon it runs, and since when it waits. */
export type RankedJob = Job & { rank: Rank; since: number };

/** What BullMQ multiplies a priority by; the rest of a place is the order in which jobs came. */
const PER_PRIORITY = 2 ** 32;

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
      const found = entries.filter((job) => job.isPatient);
      const known = await this.#find(queue, found);
      const isNew = (job: RankedJob) => !namesOf(job).some((each) => known.has(each));
      const wanted = entries.filter((job) => !job.isPatient || isNew(job));
      await queue.addBulk(wanted.map(toEntry));
      const promised = entries.filter((job) => job.isPromised);
      await this.#lift(queue, promised);
    }
  }

  /** Whether no process has asked in the last so many milliseconds. */
  async isFirst(ms: number): Promise<boolean> {
    await untilReady(this.#redis);
    return (await this.#redis.set(`${this.#prefix}:look`, '1', 'PX', ms, 'NX')) === 'OK';
  }

  /** Returns the entries that wait, with their places, or run, at 0; to look costs far less than to add and run. */
  async #find(queue: Queue, jobs: readonly RankedJob[]): Promise<Map<string, number>> {
    const names = [...new Set(jobs.flatMap(namesOf))];
    if (names.length === 0) return new Map();
    const known = await this.#redis.mget(names.map((name) => queue.toKey(`de:${name}`)));
    const ids = known.map((id) => id ?? '');
    const [places, active] = await Promise.all([
      this.#redis.zmscore(queue.toKey('prioritized'), ...ids),
      this.#redis.lrange(queue.toKey('active'), 0, -1),
    ]);
    const running = new Set(active);
    const found = names.map((name, n) => {
      return [name, Number(places[n] ?? (running.has(ids[n] ?? '') ? 0 : Number.NaN))] as const;
    });
    return new Map(found.filter(([, place]) => place >= 0));
  }

  /** Lets promised jobs go before others where a repeat of their citizen waits already, with which they are one. */
  async #lift(queue: Queue, jobs: readonly RankedJob[]): Promise<void> {
    const found = await this.#find(queue, jobs);
    for (const job of jobs) {
      const priority = priorityOf(job);
      if ((found.get(job.citizen) ?? 0) < (priority + 1) * PER_PRIORITY) continue; // it goes first already
      const id = await queue.getDeduplicationJobId(job.citizen);
      const waiting = id === null ? undefined : await queue.getJob(id);
      await waiting?.changePriority({ priority }).catch(() => {}); // it has just run
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

  /** Counts the processes that take jobs from a queue. */
  async countWorkers(name: string): Promise<number> {
    await untilReady(this.#redis);
    return (await this.#open(name)).getWorkersCount();
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

/** The lowest goes first; BullMQ's end at 2^21, so that these begin again every 12 days. */
function priorityOf({ rank, since }: RankedJob): number {
  return 1 + (Math.floor(since / 1000) % 2 ** 20) + (HEAD_START_S[rank] ?? 0);
}

/** Names of a citizen's entries, the job's own first: a patient one has another, so that writing does not mean waiting behind it. */
function namesOf({ rank, citizen }: RankedJob): [own: string, ...others: string[]] {
  return rank === 3 ? [`${citizen} patient`, citizen] : [citizen];
}

function toEntry(job: RankedJob) {
  const deduplication = { id: namesOf(job)[0], keepLastIfActive: true };
  return { name: job.type, data: job, opts: { priority: priorityOf(job), deduplication } };
}
