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
  /** May change at any time. */
  perNumberMs: number;
  /** What citizens have had, as far as the pace goes, and as far as others should come first. */
  readonly #paced: RecentUse;
  readonly #recent = new RecentUse(2, 30_000);
  /** Slots of citizens who have not come back yet. */
  readonly #places = new Map<string, number>();
  /** Slots that repeats left to others, the earliest first. */
  readonly #left = new Set<number>();
  /** The first slot after all that are taken. */
  #next = 0;
  #lastRepeat = Number.NEGATIVE_INFINITY;
  #tidyAt = MOST_REMEMBERED;

  constructor({ perCitizenMs, perNumberMs, burst }: Pace) {
    this.perNumberMs = perNumberMs;
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
    if (this.#places.size >= this.#tidyAt) this.#forgetStale(now);
    if (slot > now) this.#places.set(citizen, slot);
    return slot - now;
  }

  #reserve(now: number, isRepeat: boolean): number {
    this.#next = Math.max(this.#next, now);
    const left = this.#soonestLeft(now);
    if (!isRepeat && left !== undefined) {
      this.#left.delete(left);
      return left;
    }
    const slot = isRepeat ? this.#leaveOne(now) : this.#next;
    this.#next = slot + this.perNumberMs;
    return slot;
  }

  /** The first slot that is left to others, once those that have passed are forgotten. */
  #soonestLeft(now: number): number | undefined {
    for (const slot of this.#left) {
      if (slot >= now) return slot;
      this.#left.delete(slot);
    }
    return undefined;
  }

  /** The next slot for a repeat; where others wait too, it leaves them the one before. */
  #leaveOne(now: number): number {
    const mayCome = this.#lastRepeat + 2 * this.perNumberMs;
    const leaves = this.#next > now && this.#next < mayCome;
    if (leaves) this.#left.add(this.#next);
    this.#lastRepeat = leaves ? this.#next + this.perNumberMs : this.#next;
    return this.#lastRepeat;
  }

  #forgetStale(now: number): void {
    for (const [citizen, place] of this.#places) {
      if (place < now - STALE_MS) this.#places.delete(citizen);
    }
    this.#tidyAt = Math.max(MOST_REMEMBERED, 2 * this.#places.size);
  }
}

const MOST_REMEMBERED = 10_000;
/** Slots not used after this time are free again. */
const STALE_MS = 600_000;
