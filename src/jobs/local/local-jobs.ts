import type { Clock } from '../../ports/clock.ts';
import { type Job, keyOf } from '../../ports/jobs.ts';
import { LaterWakes, type Rank } from '../later-wakes.ts';
import type { JobsHealth, Run, RunningJobs } from '../running-jobs.ts';

const CONCURRENCY = 64;
/** Kept free for those who do not write again and again. */
const FREE_FOR_FIRST = 16;

/** Runs jobs within this process: one at a time per citizen and kind, many citizens at once. */
export class LocalJobs implements RunningJobs {
  readonly #run: Run;
  readonly #onError: (error: unknown) => void;
  /** Waiting jobs by rank; each yields to those of the ranks before it. */
  readonly #lanes = [new Map(), new Map(), new Map()] as const satisfies Map<string, Job>[];
  readonly #running = new Set<string>();
  readonly #later: LaterWakes;
  #idlers: (() => void)[] = [];
  #isClosed = false;
  #isStarting = false;

  constructor(clock: Clock, run: Run, onError: (error: unknown) => void) {
    this.#run = run;
    this.#onError = onError;
    this.#later = new LaterWakes(clock, (job, rank) => this.#put(job, rank));
  }

  wake(job: Job, at?: number): void {
    if (this.#isClosed || job.place !== undefined) return; // there is no other process
    this.#later.add(job, at);
  }

  #put(job: Job, rank: Rank): void {
    const key = keyOf(job);
    const known = this.#lanes.findIndex((lane) => lane.has(key));
    if (known < 0 || known > rank) {
      this.#lanes[known]?.delete(key);
      this.#lanes[rank].set(key, job);
    }
    this.#start();
  }

  get #isEmpty(): boolean {
    return this.#lanes.every(({ size }) => size === 0);
  }

  idle(): Promise<void> {
    if (this.#isEmpty && this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idlers.push(resolve));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const lane of this.#lanes) lane.clear();
    this.#later.clear();
    await this.idle();
  }

  health(): JobsHealth {
    return { state: 'ok' };
  }

  /** Starts one job at a time, so that new messages are received before the next one. */
  #start(): void {
    if (this.#isStarting || !this.#next()) return;
    this.#isStarting = true;
    setImmediate(() => {
      this.#isStarting = false;
      const next = this.#next();
      if (!next) return;
      const [key, job] = next;
      for (const lane of this.#lanes) lane.delete(key);
      this.#running.add(key);
      void this.#perform(key, job);
      this.#start();
    });
  }

  /** Returns the longest waiting job of the first rank, or else of the next, whose key is not running. */
  #next(): [key: string, job: Job] | undefined {
    const free = CONCURRENCY - this.#running.size;
    for (const [rank, lane] of this.#lanes.entries()) {
      if (free <= (rank === 0 ? 0 : FREE_FOR_FIRST)) return undefined;
      for (const entry of lane) if (!this.#running.has(entry[0])) return entry;
    }
    return undefined;
  }

  async #perform(key: string, job: Job): Promise<void> {
    try {
      const again = await this.#run(job);
      if (again !== null) this.wake(job, again);
    } catch (error) {
      this.#onError(error);
    }
    this.#running.delete(key);
    this.#start();
    if (!this.#isEmpty || this.#running.size > 0) return;
    const idlers = this.#idlers;
    this.#idlers = [];
    for (const resolve of idlers) resolve();
  }
}
