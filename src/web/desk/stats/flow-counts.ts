import { jakartaDay } from '../../../domain/time/jakarta-day.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import type { KnownVisit } from '../desk.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { askedFor } from '../read-form.ts';
import { sumByName } from './flow-stats.ts';

/** The spans that can be chosen, in days; today is one of them. */
export const flowSpans = [1, 7, 30] as const;
export type FlowSpan = (typeof flowSpans)[number];

/** Counts of a span by name, and when they were read. */
export interface FlowCounts {
  at: number;
  sums: ReadonlyMap<string, number>;
}

const DAY = 86_400_000;
/** How old the counts may be that a page shows; pages look about as often. */
const FRESH_MS = 3000;

/** What was counted of all flows within so many days; read once in some seconds for all who look. */
export function createFlowCounts({ store, clock }: Pick<DeskDeps, 'store' | 'clock'>) {
  const known = new Map<FlowSpan, { at: number; counts: Promise<FlowCounts> }>();
  const read = async (days: number): Promise<FlowCounts> => {
    const at = clock.now();
    const since = jakartaDay(at - (days - 1) * DAY);
    return {
      at,
      sums: sumByName(await store.figures.tallies(since, ['entered', 'left', 'again'])),
    };
  };
  return function flowCountsOf(days: FlowSpan): Promise<FlowCounts> {
    const found = known.get(days);
    if (found && performance.now() - found.at < FRESH_MS) return found.counts;
    const counts = read(days);
    known.set(days, { at: performance.now(), counts });
    counts.catch(() => known.delete(days));
    return counts;
  };
}

/** The span that an address asks for; a week where it asks for none. */
export function flowSpanIn({ request }: Pick<KnownVisit, 'request'>): FlowSpan {
  return flowSpans.find((span) => String(span) === askedFor(request, 'days')) ?? 7;
}

/** What a span is called. */
export function flowSpanName(flows: Words['flows'], days: FlowSpan): string {
  return days === 1 ? flows.today : flows.days(days);
}
