import type { Clock } from '../ports/clock.ts';
import { type Job, keyOf } from '../ports/jobs.ts';

/** Later wakes are left to the sweep: 100,000 citizens may stay silent for days. */
const HORIZON_MS = 120_000;

/** Wakes that wait in this process; the earliest per citizen and kind counts. */
export class LaterWakes {
  readonly #clock: Clock;
  readonly #wake: (job: Job) => void;
  readonly #timers = new Map<string, { time: number; cancel: () => void }>();

  constructor(clock: Clock, wake: (job: Job) => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  add(job: Job, at: number): void {
    const key = keyOf(job);
    const known = this.#timers.get(key);
    if (at > this.#clock.now() + HORIZON_MS || (known && known.time <= at)) return;
    known?.cancel();
    const cancel = this.#clock.at(at, () => {
      this.#timers.delete(key);
      this.#wake(job);
    });
    this.#timers.set(key, { time: at, cancel });
  }

  clear(): void {
    for (const { cancel } of this.#timers.values()) cancel();
    this.#timers.clear();
  }
}
