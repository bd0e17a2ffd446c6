import type { Clock } from '../ports/clock.ts';
import { type Job, keyOf } from '../ports/jobs.ts';
import { JobRanks, type Rank } from './job-ranks.ts';

/** Later wakes are left to the sweep: 100,000 citizens may stay silent for days. */
const HORIZON_MS = 120_000;

/** Wakes that come now or wait in this process; of those that wait, the earliest per citizen and kind counts. */
export class LaterWakes {
  readonly #clock: Clock;
  readonly #ranks: JobRanks;
  readonly #wake: (job: Job, rank: Rank) => void;
  readonly #timers = new Map<string, { time: number; cancel: () => void }>();

  constructor(clock: Clock, wake: (job: Job, rank: Rank) => void) {
    this.#clock = clock;
    this.#ranks = new JobRanks(clock);
    this.#wake = wake;
  }

  add(job: Job, at = Number.NEGATIVE_INFINITY): void {
    if (at <= this.#clock.now()) {
      this.#ranks.note(job);
      this.#wake(job, this.#ranks.rankOf(job));
      return;
    }
    const key = keyOf(job);
    const known = this.#timers.get(key);
    if (at > this.#clock.now() + HORIZON_MS || (known && known.time <= at)) return;
    known?.cancel();
    const cancel = this.#clock.at(at, () => {
      this.#timers.delete(key);
      this.#wake(job, this.#ranks.rankOf(job));
    });
    this.#timers.set(key, { time: at, cancel });
  }

  clear(): void {
    for (const { cancel } of this.#timers.values()) cancel();
    this.#timers.clear();
  }
}
