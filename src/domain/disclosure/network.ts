import { type Axis, type Cell, keyOf } from './aggregation-chain.ts';

/** Arc for a quantity. Published numbers are fixed; hidden ones may be anything from zero up. */
export interface Arc {
  from: number;
  to: number;
  count: number;
  isHidden: boolean;
}

/** Arcs, and for each node the positions of its arcs. */
export type Network = ReturnType<typeof withTouching>;

/** Builds the sums of a chain as a flow around a ring, an arc per cell: its integer flows are the tables that fit the sums. */
export function toNetwork(
  axes: readonly Axis[],
  cells: readonly Cell[],
  hidden: ReadonlySet<number>,
): Network {
  const gates = new Map<string, { in: number; out: number }>();
  for (const { name, values } of axes) {
    for (const value of values) {
      const node = 2 + 2 * gates.size;
      gates.set(keyOf({ [name]: value }), { in: node, out: node + 1 });
    }
  }
  const gateOf = (of: Cell['of']) => {
    const gate = gates.get(keyOf(of));
    if (!gate) throw new Error(`no axis has ${JSON.stringify(of)}`);
    return gate;
  };
  const order = axes.map(({ name }) => name);
  const arcs = cells.map(({ of, count }, at): Arc => {
    const isHidden = hidden.has(at);
    const [first, second] = order.flatMap((name) => {
      const value = of[name];
      return value === undefined ? [] : gateOf({ [name]: value });
    });
    if (!first) return { from: END, to: START, count, isHidden };
    if (!second) return { from: first.in, to: first.out, count, isHidden };
    return { from: first.out, to: second.in, count, isHidden };
  });
  const counts = new Map(cells.map(({ of, count }) => [keyOf(of), count]));
  const links = [axes[0], axes.at(-1)].flatMap((axis, end) =>
    (axis?.values ?? []).map((value): Arc => {
      const of = { [axis?.name ?? '']: value };
      const [from, to] = end === 0 ? [START, gateOf(of).in] : [gateOf(of).out, END];
      return { from, to, count: counts.get(keyOf(of)) ?? 0, isHidden: true };
    }),
  );
  return withTouching([...arcs, ...links], 2 + 2 * gates.size);
}

const START = 0;
const END = 1;

function withTouching(arcs: readonly Arc[], nodes: number) {
  const touching = Array.from({ length: nodes }, (): number[] => []);
  for (const [at, { from, to }] of arcs.entries()) {
    touching[from]?.push(at);
    touching[to]?.push(at);
  }
  return { arcs, touching };
}
