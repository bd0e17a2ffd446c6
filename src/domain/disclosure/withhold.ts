import type { Axis, Cell } from './aggregation-chain.ts';
import { type Arc, type Network, toNetwork } from './network.ts';
import { move } from './slack.ts';

/** Smallest number, of items and of people behind it, that is published. */
export const LEAST = 10;

/** Number as published: null if it is withheld. */
export interface PublishedCell {
  of: Cell['of'];
  count: number | null;
}

/** Selects the numbers to publish, so that a withheld small one could be 0 as well as `least`; see `docs/transparency.md`. */
export function withhold(axes: readonly Axis[], cells: readonly Cell[], least = LEAST) {
  const isSmall = ({ count, people }: Cell) => count < least || people < least;
  const small = cells.flatMap((cell, at) => (isSmall(cell) ? at : []));
  const hidden = new Set(small);
  const isAllSmall = hidden.has(0);
  const network = mutable(toNetwork(axes, cells, hidden));
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

function mutable({ arcs, touching }: Network): { arcs: Arc[]; touching: Network['touching'] } {
  return { arcs: arcs.map((arc) => ({ ...arc })), touching };
}
