/** How fast messages may go out; spans in milliseconds. */
export interface Pace {
  /** Between two messages to the same citizen, once `burst` of them went at once. */
  perCitizenMs: number;
  /** Between any two messages of the number. */
  perNumberMs: number;
  /** How many messages a citizen may get at once after a time of quiet. */
  burst: number;
}

/** Gives each message its time, to each citizen and on the whole (generic cell rate algorithm). */
export class Pacer {
  readonly #pace: Pace;
  /** Per citizen, when the messages sent so far would have been due at an even rate. */
  readonly #arrivals = new Map<string, number>();
  /** Times that were given to citizens who have not come back yet. */
  readonly #places = new Map<string, number>();
  #next = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Returns 0 where a citizen's next message may go now, else how long to wait; a place in the number's row is kept. */
  take(citizen: string, now: number): number {
    const place = this.#places.get(citizen);
    if (place !== undefined) return this.#come(citizen, place, now);
    const { perCitizenMs, perNumberMs, burst } = this.#pace;
    const arrival = Math.max(this.#arrivals.get(citizen) ?? 0, now);
    const wait = arrival - (burst - 1) * perCitizenMs - now;
    if (wait > 0) return wait;
    this.#forgetQuiet(now);
    this.#arrivals.set(citizen, arrival + perCitizenMs);
    const free = Math.max(now, this.#next);
    this.#next = free + perNumberMs;
    if (free > now) this.#places.set(citizen, free);
    return free - now;
  }

  #come(citizen: string, place: number, now: number): number {
    if (place > now) return place - now;
    this.#places.delete(citizen);
    return 0;
  }

  #forgetQuiet(now: number): void {
    if (this.#arrivals.size < MOST_REMEMBERED) return;
    for (const [citizen, arrival] of this.#arrivals) {
      if (arrival <= now) this.#arrivals.delete(citizen);
    }
    for (const [citizen, place] of this.#places) {
      if (place < now - STALE_MS) this.#places.delete(citizen);
    }
  }
}

const MOST_REMEMBERED = 10_000;
/** Whoever has not come back for their place by then will not come. */
const STALE_MS = 600_000;
