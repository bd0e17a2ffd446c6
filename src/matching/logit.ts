/** Returns the evidence for a probability; it is bounded, as certainty would outweigh everything. */
export function logit(probability: number): number {
  const bounded = Math.min(0.9999, Math.max(0.0001, probability));
  return Math.log(bounded / (1 - bounded));
}

/** Returns the probability that evidence in logits gives. */
export function logistic(evidence: number): number {
  return 1 / (1 + Math.exp(-evidence));
}
