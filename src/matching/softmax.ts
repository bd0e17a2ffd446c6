/** Term numbers and their values. */
export interface Row {
  terms: readonly number[];
  values: readonly number[];
}

/** Trained softmax regression. */
export interface Model {
  bias: Float64Array;
  /** One array of weights by term for each class. */
  weights: readonly Float64Array[];
}

const ROUNDS = 60;
const PACE = 1.5;
const BIAS_PACE = 0.05;
const DECAY = 0.0005;

/** Trains on labelled rows; deterministic. */
export function train(examples: readonly { label: number; row: Row }[], classes: number): Model {
  const terms = 1 + Math.max(-1, ...examples.flatMap(({ row }) => row.terms));
  const weights = Array.from({ length: classes }, () => new Float64Array(terms));
  const model: Model = { bias: new Float64Array(classes), weights };
  for (let round = 0; round < ROUNDS; round++) {
    for (const { label, row } of examples) learn(model, row, label);
  }
  return model;
}

function learn(model: Model, row: Row, label: number): void {
  const chances = chancesOf(model, row);
  for (const [at, weights] of model.weights.entries()) {
    const error = (chances[at] ?? 0) - (at === label ? 1 : 0);
    model.bias[at] = (model.bias[at] ?? 0) - BIAS_PACE * error;
    for (let n = 0; n < row.terms.length; n++) {
      const term = row.terms[n] ?? 0;
      const weight = weights[term] ?? 0;
      weights[term] = weight - PACE * error * (row.values[n] ?? 0) - DECAY * weight;
    }
  }
}

/** Returns the probability of each class for a row; their sum is one. */
export function chancesOf({ bias, weights }: Model, row: Row): number[] {
  const sums = weights.map((each, at) => {
    let sum = bias[at] ?? 0;
    for (let n = 0; n < row.terms.length; n++) {
      sum += (each[row.terms[n] ?? 0] ?? 0) * (row.values[n] ?? 0);
    }
    return sum;
  });
  const highest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - highest));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}
