/** How a person would write: one at a time, with pauses; spans in milliseconds. */
export interface HumanPace {
  perCitizenMs: number;
  perNumberMs: number;
  burst: number;
  /** Typing before a message, at least and at most. */
  typingMs: readonly [least: number, most: number];
  /** Messages an hour, once the device is a week old. */
  hourly: number;
}

/** Cautious figures of our own: WhatsApp tells none, and blocks numbers that behave like machines. */
export const CAUTIOUS: HumanPace = {
  perCitizenMs: 2000,
  perNumberMs: 700,
  burst: 5,
  typingMs: [400, 1200],
  hourly: 1200,
};

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** How many messages an hour a device of that age may send: a tenth on the first day, all after a week. */
export function allowance({ hourly }: HumanPace, ageMs: number): number {
  const share = ageMs < DAY ? 0.1 : ageMs < 3 * DAY ? 0.3 : ageMs < 7 * DAY ? 0.6 : 1;
  return Math.max(1, Math.floor(hourly * share));
}

/** Between two messages that nobody asked for: they get a fifth of what the device may send in an hour. */
export function unaskedGapMs(hourly: number): number {
  return Math.ceil(HOUR / (hourly / 5));
}

/** Counts what was sent within the last hour. */
export class HourlyCount {
  #times: number[] = [];

  /** Takes a place for a message and returns 0, or leaves it and returns how long to wait. */
  take(most: number, now: number): number {
    const start = this.#times.findIndex((time) => time > now - HOUR);
    this.#times = start < 0 ? [] : this.#times.slice(start);
    const first = this.#times[this.#times.length - most];
    if (first !== undefined) return first + HOUR - now;
    this.#times.push(now);
    return 0;
  }
}
