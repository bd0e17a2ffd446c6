import { softmax } from './logit.ts';

/** Numbers of the terms of a text, and what each counts. */
export interface Row {
  terms: Int32Array;
  values: Float64Array;
}

/** Weights of each term for all classes, and then the bias. */
export interface Model {
  classes: number;
  weights: Float32Array;
}

/** How a model learns: how often it sees all examples, and how it moves a weight against an error. */
export interface Training {
  rounds: number;
  /** The bias learns more slowly than the terms. */
  biasShare: number;
  /** An error below this teaches nothing. */
  leastError: number;
  stepOn(weights: Float32Array): Step;
}
type Step = (at: number, slope: number) => void;

/** Trains a softmax regression on labelled rows, deterministically, without chance. */
export function train(
  examples: readonly { label: number; row: Row }[],
  { classes, ...training }: Training & { classes: number },
): Model {
  const terms = 1 + examples.reduce((most, { row }) => Math.max(most, ...row.terms), -1);
  const model = { classes, weights: new Float32Array((terms + 1) * classes) };
  const step = training.stepOn(model.weights);
  for (let round = 0; round < training.rounds; round += 1) {
    for (const example of examples) learnOne(model, example, { ...training, step });
  }
  return model;
}

function learnOne(
  model: Model,
  { label, row }: { label: number; row: Row },
  { biasShare, leastError, step }: Training & { step: Step },
): void {
  const errors = chancesOf(model, row).map((chance, at) => (at === label ? chance - 1 : chance));
  const wrong = [...errors.keys()].filter((at) => Math.abs(errors[at] ?? 0) >= leastError);
  const bias = model.weights.length - model.classes;
  for (const at of wrong) step(bias + at, (errors[at] ?? 0) * biasShare);
  for (let n = 0; n < row.terms.length; n += 1) {
    const [from, value] = [(row.terms[n] ?? 0) * model.classes, row.values[n] ?? 0];
    for (const at of wrong) step(from + at, (errors[at] ?? 0) * value);
  }
}

/** Returns the probability of each class for a row; their sum is one. */
export function chancesOf({ classes, weights }: Model, { terms, values }: Row): number[] {
  const sums = Array.from(weights.subarray(weights.length - classes));
  for (let n = 0; n < terms.length; n += 1) {
    const [from, value] = [(terms[n] ?? 0) * classes, values[n] ?? 0];
    for (let at = 0; at < classes; at += 1) {
      sums[at] = (sums[at] ?? 0) + (weights[from + at] ?? 0) * value;
    }
  }
  return softmax(sums);
}
