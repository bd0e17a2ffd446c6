import type { Clock } from '../../ports/clock.ts';
import { type Job, keyOf } from '../../ports/jobs.ts';
import { LaterWakes } from '../later-wakes.ts';
import type { JobsHealth, Run, RunningJobs } from '../running-jobs.ts';

const CONCURRENCY = 64;

/** Runs jobs within this process: one at a time per citizen and kind, many citizens at once. */
export class LocalJobs implements RunningJobs {
  readonly #clock: Clock;
  readonly #run: Run;
  readonly #onError: (error: unknown) => void;
  readonly #queue = new Map<string, Job>();
  /** Jobs that yield to those of the queue. */
  readonly #patient = new Map<string, Job>();
  readonly #running = new Set<string>();
  readonly #later: LaterWakes;
  #idlers: (() => void)[] = [];
  #isClosed = false;
  #isStarting = false;

  constructor(clock: Clock, run: Run, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#run = run;
    this.#onError = onError;
    this.#later = new LaterWakes(clock, (job) => this.wake(job));
  }

  wake(job: Job, at?: number): void {
    if (this.#isClosed || job.place !== undefined) return; // there is no other process
    if (at !== undefined && at > this.#clock.now()) {
      this.#later.add(job, at);
      return;
    }
    const key = keyOf(job);
    if (!job.isPatient) this.#queue.set(key, job);
    else if (!this.#queue.has(key)) this.#patient.set(key, job);
    this.#start();
  }

  get #isEmpty(): boolean {
    return this.#queue.size === 0 && this.#patient.size === 0;
  }

  idle(): Promise<void> {
    if (this.#isEmpty && this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idlers.push(resolve));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#queue.clear();
    this.#patient.clear();
    this.#later.clear();
    await this.idle();
  }

  health(): JobsHealth {
    return { state: 'ok' };
  }

  /** Starts one job at a time, so that new messages are received before the next one. */
  #start(): void {
    if (this.#isStarting || this.#running.size >= CONCURRENCY) return;
    if (!this.#next()) return;
    this.#isStarting = true;
    setImmediate(() => {
      this.#isStarting = false;
      const next = this.#next();
      if (!next) return;
      const [key, job] = next;
      this.#queue.delete(key);
      this.#patient.delete(key);
      this.#running.add(key);
      void this.#perform(key, job);
      this.#start();
    });
  }

  /** Returns the longest waiting job whose key is not running; patient jobs come last. */
  #next(): [key: string, job: Job] | undefined {
    for (const entry of this.#queue) if (!this.#running.has(entry[0])) return entry;
    for (const entry of this.#patient) if (!this.#running.has(entry[0])) return entry;
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
