const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' });

/** The day that it is in Jakarta at a time, as an ISO date. */
export function jakartaDay(time: number): string {
  return calendar.format(time);
}

/** The first moment of a day in Jakarta, which is the reference for the whole country. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00+07:00`);
}
