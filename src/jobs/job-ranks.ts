import type { Clock } from '../ports/clock.ts';
import { type Job, keyOf } from '../ports/jobs.ts';

/** How soon a job runs: first answers and what was promised, then repeats, then what can wait. */
export type Rank = 0 | 1 | 2;

/** Each citizen may be woken so often at once, and once more after each span, before others go first. */
const BURST = 6;
const SPAN_MS = 10_000;
/** Anyone who falls silent for so long is like any other citizen. */
const LONGEST_MS = 10 * 60_000;
const MOST = 20_000;

/** Ranks jobs, so that those who write again and again do not hold up the others. */
export class JobRanks {
  readonly #clock: Clock;
  /** By key, until when wakes at an even rate would have taken. */
  readonly #spentUntil = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a wake by something new; not one that was only put off. */
  note(job: Job): void {
    if (job.isPatient) return;
    const now = this.#clock.now();
    if (this.#spentUntil.size >= MOST) this.#forgetQuiet(now);
    const spent = Math.max(this.#spentUntil.get(keyOf(job)) ?? 0, now) + SPAN_MS;
    this.#spentUntil.set(keyOf(job), Math.min(spent, now + LONGEST_MS));
  }

  rankOf(job: Job): Rank {
    if (job.isPatient && job.type === 'turn') return 2;
    const spent = (this.#spentUntil.get(keyOf(job)) ?? 0) - this.#clock.now();
    return spent > BURST * SPAN_MS && !job.isPromised ? 1 : 0;
  }

  #forgetQuiet(now: number): void {
    for (const [key, until] of this.#spentUntil) if (until <= now) this.#spentUntil.delete(key);
  }
}
