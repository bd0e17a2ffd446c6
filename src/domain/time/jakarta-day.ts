/** In milliseconds; no zone of Indonesia has a summer time, so that each day is as long. */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Jakarta has been seven hours ahead, in summer and winter, since 1964. */
const AHEAD_MS = 7 * HOUR;

/** The day that it is in Jakarta at a time, as an ISO date. */
export function jakartaDay(time: number): string {
  return new Date(time + AHEAD_MS).toISOString().slice(0, 10);
}

/** The first moment of a day in Jakarta, which is the reference for the whole country. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00+07:00`);
}
