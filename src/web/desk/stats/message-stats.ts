import { percentileOf } from '../../../domain/stats/answer-time.ts';
import { type Counter, partsOf } from '../../../domain/stats/counter.ts';
import type { Tier } from '../../../matching/match.ts';
import type { StatsStore } from '../../../ports/stats-store.ts';

type ByDay = readonly number[];

/** What the tallies say of messages, day by day. */
export interface MessageStats {
  /** Searches by what they came to. */
  tiers: Readonly<Record<Tier, ByDay>>;
  /** Seconds until the first answer. */
  soon: readonly (number | undefined)[];
  late: readonly (number | undefined)[];
  allSoon: number | undefined;
  allLate: number | undefined;
  answers: ByDay;
  /** Messages by kind; kinds that did not come are left out. */
  kinds: ReadonlyMap<string, ByDay>;
  opened: ByDay;
  joined: ByDay;
}

/** Reads what was counted on these days. */
export async function readMessageStats(
  figures: Pick<StatsStore, 'tallies'>,
  days: readonly string[],
): Promise<MessageStats> {
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
    tiers: {
      answer: byDay('tier.answer'),
      confirm: byDay('tier.confirm'),
      none: byDay('tier.none'),
    },
    soon: days.map((day) => secondsOf(on(day), 0.5)),
    late: days.map((day) => secondsOf(on(day), 0.95)),
    allSoon: secondsOf(answered, 0.5),
    allLate: secondsOf(answered, 0.95),
    answers: days.map((day) => on(day).reduce((sum, { count }) => sum + count, 0)),
    kinds: new Map(kinds.map((name) => [partsOf(name)[1] ?? '', byDay(name)])),
    opened: byDay('case.opened'),
    joined: byDay('case.joined'),
  };
}

function secondsOf(answered: readonly Counter[], part: number): number | undefined {
  const buckets = new Map<number, number>();
  for (const { name, count } of answered) {
    const bucket = Number(partsOf(name)[1]);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + count);
  }
  const ms = percentileOf(buckets, part);
  return ms === undefined ? undefined : Math.round(ms / 100) / 10;
}
