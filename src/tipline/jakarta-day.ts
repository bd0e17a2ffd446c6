const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' });

/** The day that it is in Jakarta at a time, as an ISO date. */
export function jakartaDay(time: number): string {
  return calendar.format(time);
}
