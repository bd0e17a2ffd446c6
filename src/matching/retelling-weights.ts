import type { MessageForm } from './message-form.ts';
import withModel from './retelling.e5.json' with { type: 'json' };
import withoutModel from './retelling.json' with { type: 'json' };

/** Fitted weights of the second look; test/eval/fit-retellings.ts writes them. */
export interface RetellingWeights {
  /** Weight of each piece of evidence in the order of candidates. */
  order: readonly number[];
  bias: number;
  trees: readonly Tree[];
  /** Probabilities from which Posko answers, or offers what it found, by form. */
  answerAt: Readonly<Record<MessageForm, number>>;
  confirmAt: Readonly<Record<MessageForm, number>>;
}

/** Returns the weights for a message with a vector of a model, or without; only vectors of e5 were fitted. */
export function retellingWeights(model: string | undefined): RetellingWeights {
  return model !== undefined && /(?:^|[^a-z0-9])e5(?:[^a-z0-9]|$)/i.test(model)
    ? withModel
    : withoutModel;
}

/** One tree: inner nodes `[feature, cut, left, right]`, where a negative child `-1 - n` is leaf n. */
export interface Tree {
  nodes: readonly (readonly number[])[];
  leaves: readonly number[];
}

/** Returns the sum of the trees' leaves for a row of features, in logits; a value below or at the cut goes left. */
export function sumTrees(trees: readonly Tree[], bias: number, features: readonly number[]) {
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
