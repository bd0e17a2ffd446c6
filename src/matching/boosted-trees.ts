/** One tree: inner nodes `[feature, cut, left, right]`, where a negative child `-1 - n` is leaf n. */
export interface Tree {
  nodes: readonly (readonly number[])[];
  leaves: readonly number[];
}

/** Returns the sum of the trees' leaves for a row of features, in logits; a value below or at the cut goes left. */
export function sumTrees(
  trees: readonly Tree[],
  bias: number,
  features: readonly number[],
): number {
  let sum = bias;
  for (const tree of trees) sum += leafOf(tree, features);
  return sum;
}

function leafOf({ nodes, leaves }: Tree, features: readonly number[]): number {
  let at = nodes.length === 0 ? -1 : 0;
  while (at >= 0) {
    const [feature = 0, cut = 0, left = -1, right = -1] = nodes[at] ?? [];
    at = (features[feature] ?? 0) <= cut ? left : right;
  }
  return leaves[-1 - at] ?? 0;
}
