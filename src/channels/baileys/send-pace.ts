import { DAY, HOUR } from '../../domain/time/jakarta-day.ts';

/** Our own cautious limits: WhatsApp publishes none, and blocks numbers that act like machines. */
export const CAUTIOUS = {
  perCitizenMs: 2000,
  perNumberMs: 700,
  burst: 5,
  /** Typing time before a message, minimum and maximum. */
  typingMs: [400, 1200] as readonly [least: number, most: number],
  /** Messages an hour, once the device is a week old. */
  hourly: 1200,
};

/** Sending like a person: one at a time, with pauses; spans in milliseconds. */
export type HumanPace = typeof CAUTIOUS;

/** Returns the hourly limit by the device's age: a tenth on the first day, all after a week. */
export function allowance({ hourly }: HumanPace, ageMs: number): number {
  const share = ageMs < DAY ? 0.1 : ageMs < 3 * DAY ? 0.3 : ageMs < 7 * DAY ? 0.6 : 1;
  return Math.max(1, Math.floor(hourly * share));
}

/** Returns the gap between unasked messages, which get a fifth of the hourly limit. */
export function unaskedGapMs(hourly: number): number {
  return Math.ceil(HOUR / (hourly / 5));
}

export class HourlyCount {
  #times: number[] = [];

  /** Counts a message and returns 0, or returns how long to wait. */
  take(most: number, now: number): number {
    this.#times = this.#times.filter((time) => time > now - HOUR);
    const first = this.#times[this.#times.length - most];
    if (first !== undefined) return first + HOUR - now;
    this.#times.push(now);
    return 0;
  }
}
