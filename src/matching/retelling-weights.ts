import type { Tree } from './boosted-trees.ts';
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
