import { isIn, type NamedState } from '../../domain/content/flow-names.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { expectedIn, type Spending, spendingOf, spentIn } from '../../domain/stats/allowance.ts';
import { percentileOf } from '../../domain/stats/answer-time.ts';
import { type CountedCost, priceOf, readCosts } from '../../domain/stats/charge.ts';
import { type Counter, counterName, partsOf, sumBy } from '../../domain/stats/counter.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import { lastMonth, type Span, spanOf } from '../../domain/time/month.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';

/** The states that a citizen's wish passes through, each once, by what is counted of them. */
export const wishes = {
  reports: entered({ flow: 'report', state: 'prepare' }),
  'data-requests': entered({ flow: 'my-data', state: 'gather' }),
  erasures: entered({ flow: 'forget', state: 'erase' }),
} as const;

function entered({ flow, state }: NamedState): string {
  return counterName('entered', flow, state);
}

/** What was counted from day to day within a span. */
export async function talliesIn(
  { store }: { store: Pick<StatsDeps['store'], 'figures'> },
  { since, until }: Span,
): Promise<Counter[]> {
  const flows = Object.values(wishes).map((name) => name.slice(0, name.lastIndexOf('.')));
  const under = ['kind', 'tier', 'answered', ...flows];
  const end = jakartaDay(until);
  const all = await store.figures.tallies(jakartaDay(since), under);
  return all.filter(({ day }) => day < end);
}

/** How often something of a name happened. */
export function sumOf(tallies: readonly Counter[], name: string): number {
  return tallies.reduce((sum, tally) => sum + (tally.name === name ? tally.count : 0), 0);
}

/** First answers, and the seconds within which half of them came, and nine of ten. */
export function answersIn(tallies: readonly Counter[]) {
  const buckets = sumBy(tallies, ({ name }) => {
    const [subject, bucket] = partsOf(name);
    return subject === 'answered' ? Number(bucket) : undefined;
  });
  const seconds = (part: number) => Math.round((percentileOf(buckets, part) ?? 0) / 100) / 10;
  const answers = [...buckets.values()].reduce((sum, count) => sum + count, 0);
  return { answers, p50: seconds(0.5), p90: seconds(0.9) };
}

export interface StatsDeps {
  store: Store;
  clock: Clock;
}

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
