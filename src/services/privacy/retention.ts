import { toLocal } from '../../domain/time/clock-zone.ts';
import { DAY } from '../../domain/time/jakarta-day.ts';
import { spanOf } from '../../domain/time/month.ts';
import { uncountedMonths } from '../stats/monthly-counters.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** The law gives 3 × 24 hours (UU 27/2022, article 43); the job runs every hour. */
const FAREWELL_DAYS = 2.5;
/** About a third of a second during which nobody else can write. */
const SMALL_BYTES = 64 * 1024 * 1024;
/** From 3 to 4, in minutes of the day. */
const NIGHT = { from: 180, until: 240 };

/** Cases and citizens of a part: as many as are erased within a second or two. */
const PAGE = 500;

/** Erases a page of data past its time, and returns how much and after what more is left; counters' sources stay until their month is counted. */
export async function deleteExpired({ store, clock, settings }: PrivacyDeps, after = '') {
  const [uncounted] = await uncountedMonths({ store, clock });
  const held = uncounted === undefined ? Number.POSITIVE_INFINITY : spanOf(uncounted).since;
  const before = (days: number) => clock.now() - days * DAY;
  const counted = (days: number) => Math.min(before(days), held);
  await store.retention.dropTraces(clock.now());
  const cutoffs = {
    letter: before(settings.letterDays),
    tip: counted(settings.tipDays),
    media: before(settings.mediaDays),
    address: counted(settings.addressDays),
    farewell: before(FAREWELL_DAYS),
    tally: counted(settings.tallyDays),
    hold: clock.now(),
  };
  const erased = await store.retention.erase(cutoffs, { after, limit: PAGE });
  if (erased.after === undefined && (after || erased.citizens)) {
    await store.retention.overwriteFreed(mostBytesAt(clock.now()));
  }
  return erased;
}

/** How large a file may be that is written anew: of any size at night, when few write. */
function mostBytesAt(now: number): number {
  const { minute } = toLocal(now, 'WIB');
  const isNight = minute >= NIGHT.from && minute < NIGHT.until;
  return isNight ? Number.POSITIVE_INFINITY : SMALL_BYTES;
}
