import type { Clock } from '../ports/clock.ts';

/** Named timers; setting one again postpones it. */
export class Timers {
  readonly #clock: Clock;
  readonly #pending = new Map<string, () => void>();
  #isOver = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  after(name: string, ms: number, task: () => void): void {
    this.stop(name);
    if (this.#isOver) return;
    this.#pending.set(name, this.#clock.at(this.#clock.now() + ms, task));
  }

  /** Again and again, but never before the last time has come to its end. */
  repeat(name: string, ms: number, task: () => Promise<void>): void {
    this.after(name, ms, () => void task().then(() => this.repeat(name, ms, task)));
  }

  stop(name: string): void {
    this.#pending.get(name)?.();
    this.#pending.delete(name);
  }

  /** Does nothing more from now on. */
  end(): void {
    this.#isOver = true;
    for (const name of this.#pending.keys()) this.stop(name);
  }
}
