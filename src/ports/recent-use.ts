/** Nobody is remembered for longer, however often they came. */
const LONGEST_MS = 10 * 60_000;
const MOST = 20_000;

/** Tells apart who comes again and again from who has come a few times (generic cell rate algorithm). */
export class RecentUse {
  /** Each use takes so long to be forgotten, one after the other. */
  readonly #spanMs: number;
  readonly #few: number;
  /** By key, when all uses so far are forgotten. */
  readonly #until = new Map<string, number>();
  #tidyAt = MOST;

  constructor(few: number, spanMs: number) {
    this.#few = few;
    this.#spanMs = spanMs;
  }

  note(key: string, now: number): void {
    if (this.#until.size >= this.#tidyAt) this.#forgetQuiet(now);
    const until = Math.max(this.#until.get(key) ?? 0, now) + this.#spanMs;
    this.#until.set(key, Math.min(until, now + LONGEST_MS));
  }

  /** Milliseconds until somebody has come no more than a few times lately; 0 if so now. */
  excessMs(key: string, now: number): number {
    return Math.max(0, (this.#until.get(key) ?? 0) - now - this.#few * this.#spanMs);
  }

  #forgetQuiet(now: number): void {
    for (const [key, until] of this.#until) if (until <= now) this.#until.delete(key);
    this.#tidyAt = Math.max(MOST, 2 * this.#until.size);
  }
}
