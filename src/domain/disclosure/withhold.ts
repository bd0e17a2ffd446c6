import type { Axis, Cell } from './aggregation-chain.ts';
import { type Network, toNetwork } from './network.ts';

/** Smallest number, of items and of people behind it, that is published. */
export const LEAST = 10;

/** Selects the numbers to publish, null where one is withheld, so that a withheld small one could be 0 as well as `least`; see `docs/transparency.md`. */
export function withhold(axes: readonly Axis[], cells: readonly Cell[], least = LEAST) {
  const isSmall = ({ count, people }: Cell) => count < least || people < least;
  const small = cells.flatMap((cell, at) => (isSmall(cell) ? at : []));
  const hidden = new Set(small);
  const isAllSmall = hidden.has(0);
  const { arcs, touching } = toNetwork(axes, cells, hidden);
  const network = { arcs: arcs.map((arc) => ({ ...arc })), touching };
  for (const arc of isAllSmall ? [] : byCount(small, cells)) {
    for (const need of needsOf(cells[arc]?.count ?? 0, least)) {
      if (move(network, { arc, ...need }, { mayOpen: false }).by >= need.by) continue;
      const { by, opened } = move(network, { arc, ...need }, { mayOpen: true });
      if (by < need.by) return cells.map(({ of }) => ({ of, count: null })); // axis with one value
      for (const at of opened) {
        hidden.add(at);
        const found = network.arcs[at];
        if (found) found.isHidden = true;
      }
    }
  }
  return cells.map(({ of, count }, at) => ({
    of,
    count: isAllSmall || hidden.has(at) ? null : count,
  }));
}

/** Range that must be possible for a small number: zero, and not small. */
function needsOf(count: number, least: number) {
  const needs = [
    { way: 'down', by: count },
    { way: 'up', by: least - count },
  ] as const;
  return needs.filter(({ by }) => by > 0);
}

function byCount(places: readonly number[], cells: readonly Cell[]): number[] {
  return places.toSorted((a, b) => (cells[b]?.count ?? 0) - (cells[a]?.count ?? 0));
}

/** Number to change, its direction, and the maximum. */
interface Move {
  arc: number;
  way: 'up' | 'down';
  by: number;
}

/** Finds how far a number can change while the published ones are fixed (maximum flow, Edmonds and Karp); see `docs/transparency.md`. */
export function move(
  network: Network,
  { arc, way, by }: Move,
  { mayOpen }: { mayOpen: boolean },
): { by: number; opened: readonly number[] } {
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
  /** Arc of the number itself. */
  without: number;
  flows: readonly number[];
  open: ReadonlySet<number>;
  mayOpen: boolean;
}

/** Arc in walking order: forwards, with unlimited capacity, or backwards. */
interface Step {
  at: number;
  isAhead: boolean;
}

/** Finds the cheapest path for at least one unit (Dijkstra); hidden arcs are free. */
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

/** The first cell is the total, which is never hidden for another. */
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
