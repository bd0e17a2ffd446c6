/** Speed limits for messages; spans in milliseconds. */
export interface Pace {
  /** Between two messages to one citizen, after the first `burst`. */
  perCitizenMs: number;
  /** Between any two messages of the number. */
  perNumberMs: number;
  /** Messages that a citizen may get at once after a quiet time. */
  burst: number;
}

/** Schedules messages per citizen and overall (generic cell rate algorithm). */
export class Pacer {
  readonly #pace: Pace;
  /** Per citizen, when the messages so far would have been due at an even rate. */
  readonly #arrivals = new Map<string, number>();
  /** Slots of citizens who have not come back yet. */
  readonly #places = new Map<string, number>();
  #next = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Returns 0 if a citizen's message may go now, else the wait; reserves a slot of the number. */
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
/** Slots not used after this time are free again. */
const STALE_MS = 600_000;
