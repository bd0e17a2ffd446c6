/** Returns the evidence for a probability; it is bounded, as certainty would outweigh everything. */
export function logit(probability: number): number {
  const bounded = Math.min(0.9999, Math.max(0.0001, probability));
  return Math.log(bounded / (1 - bounded));
}

/** Returns the probabilities of alternatives, of which one is true, by the evidence for each. */
export function softmax(evidence: readonly number[]): number[] {
  const highest = Math.max(...evidence);
  const powers = evidence.map((each) => Math.exp(each - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Returns the probability that evidence in logits gives. */
export function logistic(evidence: number): number {
  return 1 / (1 + Math.exp(-evidence));
}
