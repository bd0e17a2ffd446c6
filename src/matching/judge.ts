import { CONFLICT_FEATURES, FEATURE_NAMES, type FeatureName, type Features } from './features.ts';
import { logistic } from './logit.ts';
import weights from './weights.json' with { type: 'json' };

/** Probability that message and fact-check make the same claim, as fitted by test/eval/fit.ts. */
export function sameClaim(features: Features): number {
  return logistic(weights.bias + sum(features, weights.same));
}

/** The same, ignoring numbers, names and denials that disagree. */
export function sameTopic(features: Features): number {
  const bare = features.map((value, at) => (CONFLICTS.has(FEATURE_NAMES[at]) ? 0 : value));
  return logistic(weights.bias + sum(bare, weights.same));
}

/** Score for ordering candidates; only differences between candidates count. */
export function rank(features: Features): number {
  return sum(features, weights.rank);
}

/** Probabilities from which Posko answers, or asks to confirm. */
export const THRESHOLDS = { answer: weights.answerAt, confirm: weights.confirmAt };

const CONFLICTS = new Set<FeatureName | undefined>(CONFLICT_FEATURES);

function sum(features: Features, by: Readonly<Record<FeatureName, number>>): number {
  let total = 0;
  for (const [at, name] of FEATURE_NAMES.entries()) total += (features[at] ?? 0) * by[name];
  return total;
}
