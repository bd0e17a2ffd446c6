import { isIn } from '../../domain/content/flow-names.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { expectedIn, type Spending, spendingOf, spentIn } from '../../domain/stats/allowance.ts';
import { type CountedCost, priceOf, readCosts } from '../../domain/stats/charge.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import { spanOf } from '../../domain/time/month.ts';
import { type StatsDeps, sumOf, wishes } from './monthly-counters.ts';

type Deps = Pick<StatsDeps, 'clock'> & { store: Pick<StatsDeps['store'], 'figures'> };

/** The billed messages of the month until now. */
export async function readSpending({ store, clock }: Deps): Promise<Spending> {
  const now = clock.now();
  return spendingOf(await store.figures.tallies(firstOf(now), ['cost']), now);
}

const MOST_DECIDED = 50_000;

/** What the month has cost until now, for what, and what it will come to. */
export async function readMonthCosts({ store, clock, settings }: Deps & { settings: Settings }) {
  const now = clock.now();
  const counters = await store.figures.tallies(firstOf(now), ['cost', 'case', 'entered.report']);
  const { since } = spanOf(firstOf(now).slice(0, 7));
  const decided = await store.figures.decided(since, MOST_DECIDED);
  const published = decided.filter(({ status }) => status === 'published').length;
  const tips = sumOf(counters, 'case.opened') + sumOf(counters, 'case.joined');
  const costs = readCosts(counters);
  const spending = spendingOf(counters, now);
  const of = (number: number, belongs: (cost: CountedCost) => boolean) => ({
    number,
    ...sum(settings, costs.filter(belongs)),
  });
  return {
    costs,
    month: of(1, () => true),
    verdict: of(published, ({ priority }) => priority === 'verdict'),
    tip: of(tips, (cost) => isIn(cost, 'tip') || isIn(cost, 'submit')),
    report: of(sumOf(counters, wishes.reports), (cost) => isIn(cost, 'report')),
    forecast: Math.round(spentIn(spending) + expectedIn(spending)),
    allowance: settings.monthlyAllowance,
    prices: settings.prices,
  };
}

/** Messages, those that are billed, and their price as far as it is known. */
function sum({ prices }: Settings, costs: readonly CountedCost[]) {
  const all = { messages: 0, billed: 0, price: 0, unpriced: 0 };
  for (const cost of costs) {
    const price = priceOf(prices, cost);
    all.messages += cost.count;
    if (cost.isBilled) all.billed += cost.count;
    if (price === undefined) all.unpriced += cost.count;
    else all.price += price;
  }
  return all;
}

function firstOf(now: number): string {
  return `${jakartaDay(now).slice(0, 7)}-01`;
}
