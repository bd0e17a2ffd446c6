import type { Clock } from '../../ports/clock.ts';

interface Timer {
  time: number;
  task: () => void;
}

/** Clock that stands still until it is moved, for played conversations. */
export class VirtualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  at(time: number, task: () => void): () => void {
    const timer = { time, task };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Advances the time, and at every timer on the way waits until `settle` is done. */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#nextBy(end); next; next = this.#nextBy(end)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.time);
      next.task();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  #nextBy(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.time <= end && (!first || timer.time < first.time)) first = timer;
    }
    return first;
  }
}
