const TIME = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric' });
const ONE_DAY = 24 * 60 * 60 * 1000;

/** The time of a message, as in 14.05. */
export function nameTime(at) {
  return TIME.format(at);
}

/** The day of a message: hari ini, kemarin, or its date. */
export function nameDay(at, now = Date.now()) {
  const day = DAY.format(at);
  if (day === DAY.format(now)) return 'Hari ini';
  if (day === DAY.format(now - ONE_DAY)) return 'Kemarin';
  return day;
}
