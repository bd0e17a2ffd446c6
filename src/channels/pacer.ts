import { RecentUse } from '../ports/recent-use.ts';

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
  /** Slots of the number that are taken, in order. */
  #taken: number[] = [];
  readonly #recent = new RecentUse(2, 30_000);
  #lastRepeat = Number.NEGATIVE_INFINITY;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Whether a citizen has had some messages just now; what else they get leaves every other slot to others. */
  isBusy(citizen: string, now: number): boolean {
    return this.#recent.isFrequent(citizen, now);
  }

  /** Returns 0 if a citizen's message may go now, else the wait; reserves a slot of the number. */
  take(citizen: string, now: number, isRepeat = this.isBusy(citizen, now)): number {
    const place = this.#places.get(citizen);
    if (place !== undefined) return this.#come(citizen, place, now);
    const { perCitizenMs, perNumberMs, burst } = this.#pace;
    const arrival = Math.max(this.#arrivals.get(citizen) ?? 0, now);
    const wait = arrival - (burst - 1) * perCitizenMs - now;
    if (wait > 0) return wait;
    this.#forgetQuiet(now);
    this.#arrivals.set(citizen, arrival + perCitizenMs);
    this.#recent.note(citizen, now);
    const soonest = this.#freeFrom(now);
    const isLater = isRepeat && soonest > now;
    const free = isLater
      ? this.#freeFrom(Math.max(now, this.#lastRepeat + 2 * perNumberMs))
      : soonest;
    if (isRepeat) this.#lastRepeat = free;
    const open = this.#taken.filter((at) => at > now - perNumberMs);
    this.#taken = [...open, free].sort((a, b) => a - b);
    if (free > now) this.#places.set(citizen, free);
    return free - now;
  }

  #freeFrom(time: number): number {
    const gap = this.#pace.perNumberMs;
    let free = time;
    for (const at of this.#taken) if (Math.abs(at - free) < gap) free = at + gap;
    return free;
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
