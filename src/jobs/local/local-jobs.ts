import type { Clock, Job, Jobs } from '../../tipline/ports.ts';

/** Does a job; tells when it wants to be done again, or null. */
export type Run = (job: Job) => Promise<number | null>;

/** Later wakes are left to the sweep: a citizen may stay silent for days, and so may 100,000 others. */
const HORIZON_MS = 120_000;
const CONCURRENCY = 64;

/** Jobs within this process: one at a time per citizen and kind, many citizens at once. */
export class LocalJobs implements Jobs {
  readonly #clock: Clock;
  readonly #run: Run;
  readonly #onError: (error: unknown) => void;
  readonly #queue = new Map<string, Job>();
  readonly #running = new Set<string>();
  readonly #timers = new Map<string, { time: number; cancel: () => void }>();
  #idlers: (() => void)[] = [];
  #isClosed = false;
  #isStarting = false;

  constructor(clock: Clock, run: Run, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#run = run;
    this.#onError = onError;
  }

  wake(job: Job, at?: number): void {
    if (this.#isClosed) return;
    const key = `${job.type}:${job.citizen}`;
    if (at !== undefined && at > this.#clock.now()) {
      this.#wakeLater(key, job, at);
      return;
    }
    this.#queue.set(key, job);
    this.#start();
  }

  /** Resolves when nothing is running and nothing is ready to run. */
  idle(): Promise<void> {
    if (this.#queue.size === 0 && this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idlers.push(resolve));
  }

  /** Takes no more jobs and waits for those that run. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#queue.clear();
    for (const { cancel } of this.#timers.values()) cancel();
    this.#timers.clear();
    await this.idle();
  }

  #wakeLater(key: string, job: Job, at: number): void {
    const known = this.#timers.get(key);
    if (at > this.#clock.now() + HORIZON_MS || (known && known.time <= at)) return;
    known?.cancel();
    const cancel = this.#clock.at(at, () => {
      this.#timers.delete(key);
      this.wake(job);
    });
    this.#timers.set(key, { time: at, cancel });
  }

  /** One job at a time is begun, so that whatever arrives meanwhile is taken in before the next one. */
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
      this.#running.add(key);
      void this.#perform(key, job);
      this.#start();
    });
  }

  /** The job that has waited longest of those that do not run already. */
  #next(): [key: string, job: Job] | undefined {
    for (const entry of this.#queue) if (!this.#running.has(entry[0])) return entry;
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
    if (this.#queue.size > 0 || this.#running.size > 0) return;
    const idlers = this.#idlers;
    this.#idlers = [];
    for (const resolve of idlers) resolve();
  }
}
