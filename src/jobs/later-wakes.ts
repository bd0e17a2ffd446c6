import type { Clock } from '../ports/clock.ts';
import { type Job, keyOf } from '../ports/jobs.ts';
import { RecentUse } from '../ports/recent-use.ts';

/** How soon a job runs: first answers and what was promised, then talk, then repeats, then what can wait. */
export type Rank = 0 | 1 | 2 | 3;

/** Later wakes are left to the sweep: 100,000 citizens may stay silent for days. */
const HORIZON_MS = 120_000;

/** Wakes that come now or wait in this process; of those that wait, the earliest per citizen and kind counts. */
export class LaterWakes {
  readonly #clock: Clock;
  /** What was woken by something new, not what was only put off. */
  readonly #uses = [new RecentUse(2, 30_000), new RecentUse(6, 10_000)];
  readonly #wake: (job: Job, rank: Rank) => void;
  readonly #timers = new Map<string, { time: number; cancel: () => void }>();

  constructor(clock: Clock, wake: (job: Job, rank: Rank) => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  add(job: Job, at = Number.NEGATIVE_INFINITY): void {
    if (at <= this.#clock.now()) {
      for (const use of job.isPatient ? [] : this.#uses) use.note(keyOf(job), this.#clock.now());
      this.#wake(job, this.#rankOf(job));
      return;
    }
    const key = keyOf(job);
    const known = this.#timers.get(key);
    if (at > this.#clock.now() + HORIZON_MS || (known && known.time <= at)) return;
    known?.cancel();
    const cancel = this.#clock.at(at, () => {
      this.#timers.delete(key);
      this.#wake(job, this.#rankOf(job));
    });
    this.#timers.set(key, { time: at, cancel });
  }

  #rankOf(job: Job): Rank {
    if (job.isPatient && job.type === 'turn') return 3;
    const now = this.#clock.now();
    const [talks, repeats] = this.#uses.map((use) => use.excessMs(keyOf(job), now) > 0);
    return job.isPromised || !talks ? 0 : repeats ? 2 : 1;
  }

  clear(): void {
    for (const { cancel } of this.#timers.values()) cancel();
    this.#timers.clear();
  }
}
