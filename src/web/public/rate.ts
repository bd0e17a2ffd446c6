import type { Clock } from '../../ports/clock.ts';

const MINUTE = 60_000;
/** Visitors counted at a time; beyond that all are counted as one, until the minute is over. */
const MOST_VISITORS = 10_000;

/** Whether a visitor may have one more thing in this minute; nothing of them is kept beyond it. */
export function createRate(perMinute: number, clock: Pick<Clock, 'now'>) {
  let minute = 0;
  const counts = new Map<string, number>();
  return (visitor: string): boolean => {
    const present = Math.floor(clock.now() / MINUTE);
    if (present !== minute) counts.clear();
    minute = present;
    const name = counts.has(visitor) || counts.size < MOST_VISITORS ? visitor : '';
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count <= perMinute;
  };
}
