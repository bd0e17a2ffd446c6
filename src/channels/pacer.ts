/** How fast messages may go out; spans in milliseconds. */
export interface Pace {
  /** Between two messages to the same citizen, once `burst` of them went at once. */
  perCitizenMs: number;
  /** Between any two messages of the number. */
  perNumberMs: number;
  /** How many messages a citizen may get at once after a time of quiet. */
  burst: number;
}

/** Tells when the next message may go out, to each citizen and on the whole (generic cell rate algorithm). */
export class Pacer {
  readonly #pace: Pace;
  readonly #arrivals = new Map<string, number>();
  #next = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Takes the next place for a message and returns 0, or leaves it and returns how long to wait. */
  take(citizen: string, now: number): number {
    const { perCitizenMs, perNumberMs, burst } = this.#pace;
    const arrival = Math.max(this.#arrivals.get(citizen) ?? 0, now);
    const wait = Math.max(arrival - (burst - 1) * perCitizenMs - now, this.#next - now, 0);
    if (wait > 0) return wait;
    this.#forgetQuiet(now);
    this.#arrivals.set(citizen, arrival + perCitizenMs);
    this.#next = Math.max(this.#next, now) + perNumberMs;
    return 0;
  }

  /** Lets nothing go to anyone for a while, as a server has asked. */
  pause(until: number): void {
    this.#next = Math.max(this.#next, until);
  }

  #forgetQuiet(now: number): void {
    if (this.#arrivals.size < MOST_REMEMBERED) return;
    for (const [citizen, arrival] of this.#arrivals) {
      if (arrival <= now) this.#arrivals.delete(citizen);
    }
  }
}

const MOST_REMEMBERED = 10_000;
