import type { Network } from './network.ts';

/** Which number is to move, which way, and by how much at most. */
export interface Move {
  /** The place of its arc. */
  arc: number;
  way: 'up' | 'down';
  by: number;
}

/** How far a number can move, and which published ones would have to be hidden for it. */
export interface Moved {
  by: number;
  opened: readonly number[];
}

/**
 * How far a number can move while all published ones stay as they are and no hidden one falls below nothing: the
 * largest flow that can go round the other way, found by shortest paths (Edmonds and Karp). With `mayOpen`, published
 * numbers can be hidden for it, at a cost of what they tell, and the cheapest are chosen.
 */
export function move(
  network: Network,
  { arc, way, by }: Move,
  { mayOpen }: { mayOpen: boolean },
): Moved {
  const moving = network.arcs[arc];
  if (!moving) throw new Error(`there is no arc ${arc}`);
  const [from, to] = way === 'up' ? [moving.to, moving.from] : [moving.from, moving.to];
  const flows = network.arcs.map(({ count }) => count);
  const open = new Set<number>();
  let moved = 0;
  while (moved < by) {
    const path = findPath(network, { from, to, without: arc, flows, open, mayOpen });
    if (!path) break;
    const most = Math.min(
      by - moved,
      ...path.map(({ at, isAhead }) => (isAhead ? by : (flows[at] ?? 0))),
    );
    for (const { at, isAhead } of path) {
      flows[at] = (flows[at] ?? 0) + (isAhead ? most : -most);
      if (!network.arcs[at]?.isHidden) open.add(at);
    }
    moved += most;
  }
  return { by: moved, opened: [...open] };
}

interface Search {
  from: number;
  to: number;
  /** The arc that is to move itself. */
  without: number;
  flows: readonly number[];
  open: ReadonlySet<number>;
  mayOpen: boolean;
}

/** An arc as it is walked: along its direction, where it can take any amount, or against it. */
interface Step {
  at: number;
  isAhead: boolean;
}

/** The cheapest way on which at least one can be moved (Dijkstra); hidden arcs are free. */
function findPath(network: Network, search: Search): Step[] | undefined {
  const { from, to } = search;
  const costs = network.touching.map(() => Number.POSITIVE_INFINITY);
  const arrived: (Step & { node: number })[] = [];
  const waiting = new Set([from]);
  costs[from] = 0;
  while (waiting.size > 0) {
    const node = cheapest(waiting, costs);
    if (node === to) return walkBack(arrived, from, to);
    waiting.delete(node);
    for (const { step, next, cost } of stepsFrom(network, node, search)) {
      const reached = (costs[node] ?? 0) + cost;
      if (reached >= (costs[next] ?? 0)) continue;
      costs[next] = reached;
      arrived[next] = { ...step, node };
      waiting.add(next);
    }
  }
  return undefined;
}

function stepsFrom(network: Network, node: number, { without, flows, open, mayOpen }: Search) {
  return (network.touching[node] ?? []).flatMap((at) => {
    const arc = network.arcs[at];
    if (!arc || at === without) return [];
    const isFree = arc.isHidden || open.has(at);
    if (!isFree && (!mayOpen || at === TOTAL)) return [];
    const isAhead = arc.from === node;
    if (!isAhead && (flows[at] ?? 0) === 0) return [];
    const cost = isFree ? 0 : arc.count + 1;
    return { step: { at, isAhead }, next: isAhead ? arc.to : arc.from, cost };
  });
}

/** The first cell is all of it, which is never hidden for the sake of another. */
const TOTAL = 0;

function cheapest(nodes: ReadonlySet<number>, costs: readonly number[]): number {
  let best = -1;
  for (const node of nodes) if (best < 0 || (costs[node] ?? 0) < (costs[best] ?? 0)) best = node;
  return best;
}

function walkBack(arrived: readonly (Step & { node: number })[], from: number, to: number): Step[] {
  const path: Step[] = [];
  for (let node = to; node !== from; ) {
    const step = arrived[node];
    if (!step) throw new Error('a path has no beginning');
    path.push(step);
    node = step.node;
  }
  return path;
}
