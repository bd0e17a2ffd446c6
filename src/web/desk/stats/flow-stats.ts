import { counterName, sumBy } from '../../../domain/stats/counter.ts';
import { DAY, jakartaDay } from '../../../domain/time/jakarta-day.ts';
import type { Flow, State } from '../../../engine/flow.ts';
import { CALLED_OFF, SOMETHING_ELSE } from '../../../engine/state-visit.ts';
import { AFTER, transitionsOf } from '../../../engine/targets.ts';
import { readOnce } from '../../shared/read-once.ts';
import type { DeskDeps } from '../desk-deps.ts';

/** A way out of a state, how often it was taken, and what part that is of all who left. */
export interface TransitionStats {
  by: string;
  count: number;
  share: number | undefined;
}

/** What citizens did at a state within a span. */
export interface StateStats {
  entered: number;
  left: number;
  /** How often its question was put again, since the answer was not understood. */
  again: number;
  /** Those who left it within the span by silence. */
  silent: number;
  /** The ways that the flow has, then those that are in no flow: something else, called off, or gone since. */
  ways: readonly TransitionStats[];
}

/** What citizens did in a flow within a span. */
export interface FlowStats {
  begun: number;
  /** Those who came to its end, or to an offer, with every question on their way answered. */
  finished: number;
  states: ReadonlyMap<string, StateStats>;
}

/** Reads a flow's stats out of the counts; what was counted under a former name is in it. */
export function flowStats(flow: Flow, sums: ReadonlyMap<string, number>): FlowStats {
  const states = new Map(
    [...flow.states.keys()].map((name) => [name, statsOfState(flow, name, sums)]),
  );
  const begun = Math.max(0, (states.get(flow.start)?.entered ?? 0) - returnsToStart(flow, states));
  const lost = [...flow.states].map(([name, state]) => givenUp(state, states.get(name)));
  const unanswered = lost.reduce((sum, count) => sum + count, 0);
  return { begun, finished: Math.max(0, begun - unanswered), states };
}

function statsOfState(flow: Flow, name: string, sums: ReadonlyMap<string, number>): StateStats {
  const state = flow.states.get(name);
  const names = [name, ...(state?.aliases ?? [])];
  const total = (subject: 'entered' | 'again') =>
    names.reduce((sum, each) => sum + (sums.get(counterName(subject, flow.name, each)) ?? 0), 0);
  const taken = waysTaken(flow, names, sums);
  const left = [...taken.values()].reduce((sum, count) => sum + count, 0);
  const drawn = state ? transitionsOf(state).map(({ by }) => by) : [];
  if (state?.type === 'ask' || state?.type === 'offer') drawn.push(SOMETHING_ELSE);
  const ways = [...new Set([...drawn, ...taken.keys()])].map((by) => {
    const count = taken.get(by) ?? 0;
    return { by, count, share: left === 0 ? undefined : count / left };
  });
  const silent = state?.type === 'ask' ? (taken.get(AFTER) ?? 0) : 0;
  return { entered: total('entered'), again: total('again'), left, silent, ways };
}

function waysTaken(flow: Flow, names: readonly string[], sums: ReadonlyMap<string, number>) {
  const taken = new Map<string, number>();
  for (const before of names.map((name) => `${counterName('left', flow.name, name)}.`)) {
    for (const [name, count] of sums) {
      if (!name.startsWith(before)) continue;
      const by = name.slice(before.length);
      taken.set(by, (taken.get(by) ?? 0) + count);
    }
  }
  return taken;
}

/** Entries of the first state that came from within the flow. */
function returnsToStart(flow: Flow, states: ReadonlyMap<string, StateStats>): number {
  let count = 0;
  for (const [name, state] of flow.states) {
    const back = transitionsOf(state).flatMap(({ by, target }) =>
      target === flow.start ? by : [],
    );
    for (const { by, count: taken } of states.get(name)?.ways ?? []) {
      if (back.includes(by)) count += taken;
    }
  }
  return count;
}

/** Questions that nobody answered: silence, something else instead, called off, or open still. */
function givenUp(state: State, stats: StateStats | undefined): number {
  if (state.type !== 'ask' || !stats) return 0;
  const lost = stats.ways
    .filter(({ by }) => by === AFTER || by === SOMETHING_ELSE || by === CALLED_OFF)
    .reduce((sum, { count }) => sum + count, 0);
  return lost + Math.max(0, stats.entered - stats.left);
}

/** The spans that can be chosen, in days; today is one of them. */
export const flowSpans = [1, 7, 30] as const;

export type FlowSpan = (typeof flowSpans)[number];

/** Counts of a span by name, and when they were read. */
export interface FlowCounts {
  at: number;
  sums: ReadonlyMap<string, number>;
}

/** How old the counts may be that a page shows; pages look about as often. */
const FRESH_MS = 3000;

/** What was counted of all flows within so many days; read once in some seconds for all who look. */
export function createFlowCounts({ store, clock }: Pick<DeskDeps, 'store' | 'clock'>) {
  const read = async (days: FlowSpan): Promise<FlowCounts> => {
    const at = clock.now();
    const since = jakartaDay(at - (days - 1) * DAY);
    const tallies = await store.figures.tallies(since, ['entered', 'left', 'again']);
    return { at, sums: sumBy(tallies, ({ name }) => name) };
  };
  return readOnce({ freshMs: FRESH_MS, now: () => performance.now() }, read);
}
