import { percentile, percentileOf } from '../../../domain/stats/answer-time.ts';
import { type Counter, partsOf, sumBy } from '../../../domain/stats/counter.ts';
import { DAY, HOUR, jakartaDay, startOfDay } from '../../../domain/time/jakarta-day.ts';
import type { Tier } from '../../../matching/match.ts';
import type { AskedCase, DecidedCase, StatsStore } from '../../../ports/stats-store.ts';
import type { QueuedCase } from '../../../services/cases/open-queue.ts';
import { followQueue } from '../../../services/cases/queue.ts';
import { readMonthCosts } from '../../../services/stats/monthly-counters.ts';
import { round } from '../../shared/charts/frame.ts';
import { readOnce } from '../../shared/read-once.ts';
import type { DeskDeps } from '../desk-deps.ts';

const MOST_DECIDED = 50_000;
const TOP = 10;

export type DashboardStats = Awaited<ReturnType<typeof readStats>>;

/** Maximum age of the numbers that a page shows; counting reads every report of the span. */
const FRESH_MS = 60_000;

/** What there is to see of so many days, today among them; counted once a minute for all who look. */
export function createDashboardStats(deps: DeskDeps) {
  const read = (days: number) => readStats(deps, days);
  return readOnce({ freshMs: FRESH_MS, now: () => performance.now() }, read);
}

async function readStats(deps: DeskDeps, count: number) {
  const { figures } = deps.store;
  const now = deps.clock.now();
  const today = startOfDay(jakartaDay(now));
  const since = today - (count - 1) * DAY;
  const days = Array.from({ length: count }, (_, at) => jakartaDay(since + at * DAY));
  const [volume, decided, top, recent, before, regions, feedback, messages, queue, costs] =
    await Promise.all([
      figures.tipsByDay(since),
      figures.decided(since, MOST_DECIDED),
      figures.mostAsked({ since, until: now + 1, limit: TOP }),
      figures.mostAsked({ since: now - DAY, until: now + 1, limit: 100 }),
      figures.mostAsked({ since: now - 2 * DAY, until: now - DAY, limit: 1000 }),
      figures.tipsByRegion(since),
      figures.feedback(since),
      readMessageStats(figures, days),
      followQueue(deps),
      readMonthCosts(deps),
    ]);
  const counts = new Map(volume.map((each) => [each.day, each.count]));
  return {
    days,
    volume: days.map((day) => counts.get(day) ?? 0),
    ...countDecisions(days, decided),
    ages: agesOf(queue.real(), now),
    top,
    rising: risingOf(recent, before),
    regions,
    feedback,
    messages,
    costs,
  };
}

/** Decisions by day, and hours from the first report to them. */
function countDecisions(days: readonly string[], decided: readonly DecidedCase[]) {
  const byDay = Map.groupBy(decided, ({ decidedAt }) => jakartaDay(decidedAt));
  const on = days.map((day) => byDay.get(day) ?? []);
  const hours = (list: readonly DecidedCase[], part: number) => {
    const waited = list.map((each) => (each.decidedAt - each.openedAt) / HOUR);
    const middle = percentile(waited, part);
    return middle && round(middle);
  };
  return {
    published: on.map((list) => list.filter(({ status }) => status === 'published').length),
    closed: on.map((list) => list.filter(({ status }) => status === 'closed').length),
    p50: on.map((list) => hours(list, 0.5)),
    p95: on.map((list) => hours(list, 0.95)),
    allP50: hours(decided, 0.5),
    allP95: hours(decided, 0.95),
  };
}

/** How many cases have been open for less than an hour, six, a day, three days, and longer. */
function agesOf(open: readonly QueuedCase[], now: number): number[] {
  const limits = [HOUR, 6 * HOUR, DAY, 3 * DAY];
  const stepOf = ({ case: { openedAt } }: QueuedCase) =>
    limits.filter((limit) => now - openedAt >= limit).length;
  const byAge = Map.groupBy(open, stepOf);
  return [0, ...limits].map((_, at) => byAge.get(at)?.length ?? 0);
}

/** What at least three citizens ask today, and more than yesterday; what grows most comes first. */
function risingOf(recent: readonly AskedCase[], before: readonly AskedCase[]) {
  const known = new Map(before.map(({ ticket, citizens }) => [ticket, citizens]));
  return recent
    .map((each) => ({ ...each, before: known.get(each.ticket) ?? 0 }))
    .filter(({ citizens, before: was }) => citizens >= 3 && citizens > was)
    .sort((a, b) => b.citizens - b.before - (a.citizens - a.before))
    .slice(0, TOP);
}

type Rows = (readonly (string | number | undefined)[])[];

/** The numbers of each chart as rows of a CSV file, by the name of the chart. */
export const chartRows = {
  volume: ({ days, volume }) => daily(days, { reports: volume }),
  decisions: ({ days, published, closed }) => daily(days, { published, closed }),
  speed: ({ days, p50, p95 }) => daily(days, { hours_p50: p50, hours_p95: p95 }),
  backlog: ({ ages }) => [
    ['age', 'cases'],
    ...['<1h', '1-6h', '6-24h', '1-3d', '>3d'].map((age, at) => [age, ages[at]]),
  ],
  top: ({ top }) => [
    ['ticket', 'status', 'citizens', 'claim'],
    ...top.map(({ ticket, status, citizens, claim }) => [ticket, status, citizens, claim]),
  ],
  rising: ({ rising }) => [
    ['ticket', 'citizens_24h', 'citizens_24h_before', 'claim'],
    ...rising.map(({ ticket, citizens, before, claim }) => [ticket, citizens, before, claim]),
  ],
  tiers: ({ days, messages: { tiers } }) => daily(days, tiers),
  answers: ({ days, messages: { answers, soon, late } }) =>
    daily(days, { answers, seconds_p50: soon, seconds_p95: late }),
  kinds: ({ days, messages: { kinds } }) => daily(days, Object.fromEntries(kinds)),
  filed: ({ days, messages: { opened, joined } }) => daily(days, { opened, joined }),
  regions: ({ regions }) => [
    ['province', 'reports'],
    ...regions.map(({ region, count }) => [region, count]),
  ],
  cost: ({ costs: { costs } }) => [
    ['market', 'category', 'billed', 'priority', 'flow', 'messages'],
    ...costs.map(({ market, category, isBilled, priority, flow, count: messages }) => [
      ...[market, category, isBilled ? 'yes' : 'no', priority, flow, messages],
    ]),
  ],
  feedback: ({ feedback }) => [
    ['helpful', 'not_helpful'],
    [feedback.helpful, feedback.notHelpful],
  ],
} satisfies Readonly<Record<string, (stats: DashboardStats) => Rows>>;

/** The charts of the dashboard, by the name of their CSV. */
export type ChartName = keyof typeof chartRows;

function daily(
  days: readonly string[],
  series: Readonly<Record<string, readonly (number | undefined)[]>>,
): Rows {
  const values = Object.values(series);
  const rows = days.map((day, at) => [day, ...values.map((each) => each[at])]);
  return [['day', ...Object.keys(series)], ...rows];
}

async function readMessageStats(figures: Pick<StatsStore, 'tallies'>, days: readonly string[]) {
  const all = await figures.tallies(days[0] ?? '', ['tier', 'kind', 'answered', 'case']);
  const byName = Map.groupBy(all, ({ name }) => name);
  const byDay = (name: string) => {
    const counts = new Map(byName.get(name)?.map(({ day, count }) => [day, count]));
    return days.map((day) => counts.get(day) ?? 0);
  };
  const answered = all.filter(({ name }) => name.startsWith('answered.'));
  const answersByDay = Map.groupBy(answered, ({ day }) => day);
  const on = (day: string) => answersByDay.get(day) ?? [];
  const kinds = [...byName.keys()].filter((name) => name.startsWith('kind.'));
  return {
    /** Searches by what they came to. */
    tiers: {
      answer: byDay('tier.answer'),
      confirm: byDay('tier.confirm'),
      several: byDay('tier.several'),
      none: byDay('tier.none'),
    } satisfies Readonly<Record<Tier, readonly number[]>>,
    /** Seconds until the first answer. */
    soon: days.map((day) => secondsOf(on(day), 0.5)),
    late: days.map((day) => secondsOf(on(day), 0.95)),
    allSoon: secondsOf(answered, 0.5),
    allLate: secondsOf(answered, 0.95),
    answers: days.map((day) => on(day).reduce((sum, { count }) => sum + count, 0)),
    /** Messages by kind; kinds that did not come are left out. */
    kinds: new Map(kinds.map((name) => [partsOf(name)[1] ?? '', byDay(name)])),
    opened: byDay('case.opened'),
    joined: byDay('case.joined'),
  };
}

function secondsOf(answered: readonly Counter[], part: number): number | undefined {
  const buckets = sumBy(answered, ({ name }) => Number(partsOf(name)[1]));
  const ms = percentileOf(buckets, part);
  return ms === undefined ? undefined : Math.round(ms / 100) / 10;
}
