import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import { lastMonth, spanOf } from '../../domain/time/month.ts';
import { type StatsDeps, talliesIn } from './monthly-counters.ts';

interface Looking {
  store: Pick<StatsDeps['store'], 'documents' | 'figures'>;
  clock: Pick<StatsDeps['clock'], 'now'>;
}

/** As many months back one looks for what nobody has counted; the tallies reach no further. */
const LOOK_BACK = 24;

/** The months that are over, in which somebody wrote, and that have no record; the first first. */
export async function uncountedMonths({ store, clock }: Looking): Promise<string[]> {
  const counted = new Set(await store.documents.ids('record'));
  const open = monthsBefore(clock.now()).filter((month) => !counted.has(month));
  const [first, last] = [open[0], open.at(-1)];
  if (first === undefined || last === undefined) return [];
  const span = { since: spanOf(first).since, until: spanOf(last).until };
  const busy = new Set((await talliesIn({ store }, span)).map(({ day }) => day.slice(0, 7)));
  return open.filter((month) => busy.has(month));
}

/** The time before which everything is counted: what lies after it must not be erased uncounted. */
export async function countedUntil(looking: Looking): Promise<number> {
  const [first] = await uncountedMonths(looking);
  return spanOf(first ?? jakartaDay(looking.clock.now()).slice(0, 7)).since;
}

/** The months that were over last at a time, the first first. */
function monthsBefore(now: number): string[] {
  const months: string[] = [];
  for (let at = now; months.length < LOOK_BACK; ) {
    const month = lastMonth(at);
    months.unshift(month);
    at = spanOf(month).since;
  }
  return months;
}
