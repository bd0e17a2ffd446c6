import { setTimeout as pause } from 'node:timers/promises';
import type { Writing } from './network.ts';
import type { Town } from './town.ts';

/** Citizens who write, and how. */
export interface Load {
  citizens: number;
  each: number;
  /** How many citizens may wait for answers at a time. */
  busy: number;
  /** The most citizens who begin in a second. */
  perSecond?: number;
  /** Whether to stop before all have written. */
  isOver?: () => boolean;
  /** Where the names of citizens begin. */
  first?: number;
}

const TICK_MS = 10;

/** Lets citizens write, each the next message once the one before is acknowledged; resolves when all are. */
export async function writeLoad(town: Town, load: Load): Promise<void> {
  const { citizens, each, busy, perSecond = Number.POSITIVE_INFINITY, first = 0 } = load;
  const begun = Date.now();
  const writing = new Set<Promise<void>>();
  for (let n = 0; n < citizens && !load.isOver?.(); ) {
    const due = Math.min(citizens, 1 + ((Date.now() - begun) / 1000) * perSecond);
    const free = busy - Math.max(town.waiting, writing.size);
    for (let k = Math.min(free, due - n); k >= 1 && n < citizens; k -= 1, n += 1) {
      const one = writeAll(town, first + n, each).finally(() => writing.delete(one));
      writing.add(one);
    }
    await pause(TICK_MS);
  }
  await Promise.all(writing);
}

/** A question after a ticket that nobody has: the answer repeats it. */
export function ticketMessage(citizen: number, n: number): Writing {
  const mark = `${(citizen * 36 + n).toString(36).padStart(5, '0')}X`.toUpperCase();
  const name = `c${citizen}`;
  return { citizen: name, id: `wamid.${name}.${n}`, text: `status ${mark}`, mark };
}

async function writeAll(town: Town, citizen: number, each: number): Promise<void> {
  for (let n = 0; n < each; n += 1) await town.write(ticketMessage(citizen, n));
}
