/** Logistic regression over classes: one weight per feature and class, in units of `STEP`. */
export interface Model {
  classes: readonly string[];
  bias: readonly number[];
  weights: Readonly<Record<string, readonly number[]>>;
}

/** Unit of the integer weights. */
export const STEP = 0.1;

/** Returns the probability of each class, in the order of the model's classes; the sum is 1. */
export function likelihoods(model: Model, names: readonly string[]): number[] {
  const known = names
    .map((name) => weightsOf(model, name))
    .filter((weights) => weights !== undefined);
  const share = STEP * shareOf(known.length);
  const sums = model.bias.map((weight) => STEP * weight);
  for (const weights of known) {
    for (let at = 0; at < sums.length; at += 1) {
      sums[at] = (sums[at] ?? 0) + share * (weights[at] ?? 0);
    }
  }
  return softmax(sums);
}

/** Returns how much a feature supports a class against the others. */
export function pull(model: Model, name: string, at: number): number {
  const weights = weightsOf(model, name);
  if (!weights) return 0;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const own = weights[at] ?? 0;
  return STEP * (own - (sum - own) / (weights.length - 1));
}

/** Returns the share of each feature, smaller in long texts: they are no surer than short ones. */
export function shareOf(count: number): number {
  return Math.max(1, count) ** -0.4;
}

export function softmax(sums: readonly number[]): number[] {
  const top = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - top));
  const total = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / total);
}

function weightsOf(model: Model, name: string): readonly number[] | undefined {
  return Object.hasOwn(model.weights, name) ? model.weights[name] : undefined;
}
