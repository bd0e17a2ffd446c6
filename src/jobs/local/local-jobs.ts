import { type Job, keyOf } from '../../ports/jobs.ts';
import { LaterWakes, type Rank } from '../later-wakes.ts';
import type { JobsHealth, JobsParts, Run, RunningJobs } from '../running-jobs.ts';

const CONCURRENCY = 64;
/** The others are kept free for those who do not write again and again. */
const MOST_LATER = 48;
/** One start in four is for the next rank, one in sixteen for the one after it: no flood starves them. */
const SHARE = 4;
const MOST_AT_ONCE = 4;
const RECEIVING_MS = 10;

/** Runs jobs within this process: one at a time per citizen and kind, many citizens at once. */
export class LocalJobs implements RunningJobs {
  readonly #run: Run;
  readonly #onError: (error: unknown) => void;
  /** Waiting jobs by rank; each yields to those of the ranks before it. */
  readonly #lanes = [0, 1, 2, 3].map(() => new Map<string, Job>());
  readonly #running = new Map<string, number>();
  #started = 0;
  readonly #later: LaterWakes;
  #idlers: (() => void)[] = [];
  #isClosed = false;
  #isStarting = false;

  constructor({ clock, run, onError }: Pick<JobsParts, 'clock' | 'run' | 'onError'>) {
    [this.#run, this.#onError] = [run, onError];
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
      this.#lanes[rank]?.set(key, job);
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

  /** Starts one job at a time, so that new messages are received before the next one; more where receiving takes long, so that a flood does not keep all answers waiting. */
  #start(): void {
    if (this.#isStarting || !this.#next()) return;
    this.#isStarting = true;
    const since = performance.now();
    setImmediate(() => {
      this.#isStarting = false;
      const most = Math.min(MOST_AT_ONCE, 1 + (performance.now() - since) / RECEIVING_MS);
      for (let n = 1; n <= most; n += 1) this.#startNext();
      this.#start();
    });
  }

  #startNext(): void {
    const next = this.#next();
    if (!next) return;
    const { key, job, rank } = next;
    for (const lane of this.#lanes) lane.delete(key);
    this.#running.set(key, rank);
    this.#started += 1;
    void this.#perform(key, job);
  }

  /** Returns the longest waiting job of the first rank, or else of the next, whose key is not running; a later rank has its share. */
  #next(): { key: string; job: Job; rank: number } | undefined {
    if (this.#running.size >= CONCURRENCY) return undefined;
    const later = [...this.#running.values()].filter((rank) => rank > 0).length;
    const favoured = [3, 2, 1].find((rank) => this.#started % SHARE ** rank === 0) ?? 0;
    for (const rank of [favoured, 0, 1, 2, 3]) {
      if (rank > 0 && later >= MOST_LATER) continue;
      for (const [key, job] of this.#lanes[rank] ?? [])
        if (!this.#running.has(key)) return { key, job, rank };
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
