import type { Tipline } from '../../app/context.ts';
import { percentileOf } from '../../domain/stats/answer-time.ts';
import { partsOf, type Tally } from '../../domain/stats/counter.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { Span } from '../../domain/time/month.ts';
/** The states that a citizen's wish passes through, each once; `flows/` has them. */
export const wishes = {
  reports: 'entered.report.prepare',
  'data-requests': 'entered.my-data.gather',
  erasures: 'entered.forget.erase',
} as const;

/** What was counted from day to day within a span. */
export async function talliesIn(
  { store }: { store: Pick<Tipline['store'], 'figures'> },
  { since, until }: Span,
): Promise<Tally[]> {
  const under = ['kind', 'tier', 'answered', 'entered.report', 'entered.my-data', 'entered.forget'];
  const end = jakartaDay(until);
  const all = await store.figures.tallies(jakartaDay(since), under);
  return all.filter(({ day }) => day < end);
}

/** How often something of a name happened. */
export function sumOf(tallies: readonly Tally[], name: string): number {
  return tallies.reduce((sum, tally) => sum + (tally.name === name ? tally.count : 0), 0);
}

/** First answers, and the seconds within which half of them came, and nine of ten. */
export function answersIn(tallies: readonly Tally[]) {
  const buckets = new Map<number, number>();
  for (const { name, count } of tallies) {
    const [subject, bucket] = partsOf(name);
    if (subject !== 'answered') continue;
    buckets.set(Number(bucket), (buckets.get(Number(bucket)) ?? 0) + count);
  }
  const seconds = (part: number) => Math.round((percentileOf(buckets, part) ?? 0) / 100) / 10;
  const answers = [...buckets.values()].reduce((sum, count) => sum + count, 0);
  return { answers, p50: seconds(0.5), p90: seconds(0.9) };
}
