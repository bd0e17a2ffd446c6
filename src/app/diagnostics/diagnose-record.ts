import { spanOf } from '../../domain/time/month.ts';
import type { Store } from '../../ports/store.ts';
import { uncountedMonths } from '../../services/stats/uncounted-months.ts';
import type { Diagnosis } from './diagnosis.ts';

/** A month is counted within the hour after its end; what is not counted by then will not be by itself. */
const SOON_MS = 2 * 3_600_000;

/** Whether every month that is over is counted; each that is not by name. */
export async function diagnoseRecord(
  store: Pick<Store, 'papers' | 'figures'>,
  now: number,
): Promise<Diagnosis[]> {
  const months = await uncountedMonths({ store, clock: { now: () => now } });
  const overdue = months.filter((month) => spanOf(month).until + SOON_MS <= now);
  const name = 'monthly record';
  if (overdue.length === 0) return [{ name, state: 'ok', detail: 'every month is counted' }];
  return overdue.map((month) => {
    const detail = `${month} is not counted, and its data is kept until it is; run "posko record --month ${month}" to see why`;
    return { name, state: 'broken', detail };
  });
}
