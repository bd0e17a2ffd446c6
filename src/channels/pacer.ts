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

/** Schedules messages per citizen and overall. */
export class Pacer {
  readonly #perNumberMs: number;
  /** What citizens have had, as far as the pace goes, and as far as others should come first. */
  readonly #paced: RecentUse;
  readonly #recent = new RecentUse(2, 30_000);
  /** Slots of citizens who have not come back yet. */
  readonly #places = new Map<string, number>();
  /** Slots of the number that are taken, in order. */
  #taken: number[] = [];
  #lastRepeat = Number.NEGATIVE_INFINITY;

  constructor({ perCitizenMs, perNumberMs, burst }: Pace) {
    this.#perNumberMs = perNumberMs;
    this.#paced = new RecentUse(burst - 1, perCitizenMs);
  }

  /** Whether a citizen has had some messages just now; what else they get leaves every other slot to others. */
  isBusy(citizen: string, now: number): boolean {
    return this.#recent.excessMs(citizen, now) > 0;
  }

  /** Returns 0 if a citizen's message may go now, else the wait; reserves a slot of the number. */
  take(citizen: string, now: number, isRepeat = this.isBusy(citizen, now)): number {
    const place = this.#places.get(citizen);
    if (place !== undefined && place > now) return place - now;
    if (this.#places.delete(citizen)) return 0;
    const wait = this.#paced.excessMs(citizen, now);
    if (wait > 0) return wait;
    this.#paced.note(citizen, now);
    this.#recent.note(citizen, now);
    const slot = this.#reserve(now, isRepeat);
    if (this.#places.size >= MOST_REMEMBERED) this.#forgetStale(now);
    if (slot > now) this.#places.set(citizen, slot);
    return slot - now;
  }

  #reserve(now: number, isRepeat: boolean): number {
    const soonest = this.#freeFrom(now);
    const isLater = isRepeat && soonest > now;
    const next = Math.max(now, this.#lastRepeat + 2 * this.#perNumberMs);
    const slot = isLater ? this.#freeFrom(next) : soonest;
    if (isRepeat) this.#lastRepeat = slot;
    const open = this.#taken.filter((at) => at > now - this.#perNumberMs);
    this.#taken = [...open, slot].sort((a, b) => a - b);
    return slot;
  }

  #freeFrom(time: number): number {
    let free = time;
    for (const at of this.#taken) {
      if (Math.abs(at - free) < this.#perNumberMs) free = at + this.#perNumberMs;
    }
    return free;
  }

  #forgetStale(now: number): void {
    for (const [citizen, place] of this.#places) {
      if (place < now - STALE_MS) this.#places.delete(citizen);
    }
  }
}

const MOST_REMEMBERED = 10_000;
/** Slots not used after this time are free again. */
const STALE_MS = 600_000;
