import { fromLocal, toLocal, type Zone } from '../time/clock-zone.ts';
import type { UnaskedRules } from './unasked-rules.ts';

/** Returns a morning moment some days after a time, each citizen's own, so that not all messages are sent at once. */
export function morningAfter(
  { after, days, zone }: { after: number; days: number; zone: Zone },
  { morning, spreadMinutes }: Pick<UnaskedRules, 'morning' | 'spreadMinutes'>,
  citizen: string,
): number {
  const { day } = toLocal(after, zone);
  const start = fromLocal({ day: day + days, minute: morning }, zone);
  return start + Math.floor(placeOf(citizen) * spreadMinutes * 60_000);
}

/** Returns a citizen's fixed position between 0 and 1 (FNV-1a over their pseudonym). */
export function placeOf(citizen: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < citizen.length; index += 1) {
    hash = Math.imul(hash ^ citizen.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}
