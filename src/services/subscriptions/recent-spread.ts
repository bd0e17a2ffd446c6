import { partsOf, plainName } from '../../domain/stats/counter.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';

const DAY = 86_400_000;

type Counting = Pick<SubscriptionDeps, 'store' | 'clock'>;

/** Counts how often a fact-check was told on request, yesterday and today; without digests. */
export async function spreadOf(deps: Counting, factCheck: string): Promise<number> {
  return (await deliveredLately(deps)).get(plainName(factCheck)) ?? 0;
}

/** The same for all fact-checks, by their ids as the tallies name them. */
export async function deliveredLately({ store, clock }: Counting): Promise<Map<string, number>> {
  const told = new Map<string, number>();
  const since = jakartaDay(clock.now() - DAY);
  for (const { name, count } of await store.figures.tallies(since, ['told'])) {
    const id = partsOf(name)[1] ?? '';
    told.set(id, (told.get(id) ?? 0) + count);
  }
  return told;
}
