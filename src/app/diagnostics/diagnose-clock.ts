import { ok, warning } from './diagnosis.ts';

/** More than this, and what is due, leased or late is judged differently by each process. */
const MOST_MS = 2000;

/** Compares this machine's clock with another one, asked between two looks at ours. */
export async function diagnoseClock(whose: string, read: () => Promise<number>, now: () => number) {
  const before = now();
  const theirs = await read();
  const seconds = Math.abs((before + now()) / 2 - theirs) / 1000;
  const detail = `${seconds.toFixed(1)} s apart from that of ${whose}`;
  if (seconds * 1000 <= MOST_MS) return ok('clock', detail);
  return warning('clock', `${detail}; set both by NTP`);
}
