import { fromLocal, toLocal, type Zone } from '../time/clock-zone.ts';
import type { ReachRules } from './unasked-rules.ts';

/**
 * A moment in the morning some days after a time, on the clocks of a zone. Each citizen has a place of their own
 * in it, so that not all are written to at once.
 */
export function morningAfter(
  { after, days, zone }: { after: number; days: number; zone: Zone },
  { morning, spreadMinutes }: Pick<ReachRules, 'morning' | 'spreadMinutes'>,
  citizen: string,
): number {
  const { day } = toLocal(after, zone);
  const start = fromLocal({ day: day + days, minute: morning }, zone);
  return start + Math.floor(placeOf(citizen) * spreadMinutes * 60_000);
}

/** A citizen's place between 0 and 1, the same every time (FNV-1a over their pseudonym). */
export function placeOf(citizen: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < citizen.length; index += 1) {
    hash = Math.imul(hash ^ citizen.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}
