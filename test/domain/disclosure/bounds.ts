import type { Axis, Cell } from '../../../src/domain/disclosure/aggregation-chain.ts';
import { toNetwork } from '../../../src/domain/disclosure/network.ts';
import { move } from '../../../src/domain/disclosure/withhold.ts';

/** Tells between what a withheld number can lie, for whoever knows all that is published; `most` ends the search. */
export function createBounds(
  axes: readonly Axis[],
  cells: readonly Cell[],
  hidden: ReadonlySet<number>,
): (cell: number, most: number) => { low: number; high: number } {
  const network = toNetwork(axes, cells, hidden);
  return (cell, most) => {
    const count = cells[cell]?.count ?? 0;
    if (!hidden.has(cell)) return { low: count, high: count };
    const by = (way: 'up' | 'down', limit: number) =>
      move(network, { arc: cell, way, by: limit }, { mayOpen: false }).by;
    return { low: count - by('down', count), high: count + by('up', most - count) };
  };
}
