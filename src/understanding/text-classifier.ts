import type { Concepts } from './concepts.ts';
import { readTerms, type Terms } from './read-terms.ts';

/** A kind of text, with examples. */
export interface TextClass {
  name: string;
  examples: readonly string[];
}

/** A class and its probability; those of all classes add up to 1. */
export interface Guess {
  name: string;
  chance: number;
}

/** Tells which of some classes a short text belongs to. */
export interface TextClassifier {
  /** All classes, the likeliest first; `known` is the share of the text that the examples have, by weight. */
  classify(text: string): { guesses: Guess[]; known: number };
}

/**
 * Learns from examples: a softmax regression over words, pairs of words and parts of words, weighted by rarity and fitted
 * by stochastic gradient descent with a step of its own for each weight (AdaGrad). Deterministic: it takes the examples
 * in turns of the classes, never by chance.
 */
export function createTextClassifier(
  classes: readonly TextClass[],
  concepts: Concepts,
): TextClassifier {
  const examples = inTurns(classes).map(({ text, label }) => ({
    label,
    terms: readTerms(text, concepts),
  }));
  const scale = createScale(examples.map(({ terms }) => terms));
  const rows = examples.map(({ label, terms }) => ({ label, row: scale.weigh(terms).row }));
  const model = fit(rows, { terms: scale.size, classes: classes.length });
  return {
    classify(text) {
      const { row, known } = scale.weigh(readTerms(text, concepts));
      const chances = chancesOf(model, row);
      const guesses = classes
        .map(({ name }, at) => ({ name, chance: chances[at] ?? 0 }))
        .sort((a, b) => b.chance - a.chance);
      return { guesses, known };
    },
  };
}

/** One example of each class, then the next: no class is learned last. */
function inTurns(classes: readonly TextClass[]): { text: string; label: number }[] {
  const all = classes.flatMap(({ examples }, label) =>
    examples.map((text, n) => ({ text, label, at: (n + 0.5) / examples.length })),
  );
  return all.sort((a, b) => a.at - b.at || a.label - b.label);
}

/** Term numbers and their values. */
interface Row {
  terms: Int32Array;
  values: Float64Array;
}

/** How much the letters of words count beside the words and what they mean. */
const LETTER_SHARE = 0.7;
/** Letters that only one example has say nothing that its words do not. */
const LEAST_LETTERS = 2;

/** Weighs terms by rarity; words, concepts and letters are normalised each for themselves. */
function createScale(all: readonly Terms[]) {
  const counts = new Map<string, number>();
  for (const { words, concepts, letters } of all) {
    for (const terms of [words, concepts, letters]) {
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  const rarity = (count: number) => Math.log(1 + all.length / count);
  const known = new Map<string, { number: number; weight: number }>();
  const learn = (terms: readonly string[], least: number) => {
    for (const term of terms) {
      const count = counts.get(term) ?? 0;
      if (count < least || known.has(term)) continue;
      known.set(term, { number: known.size, weight: rarity(count) });
    }
  };
  for (const { words, concepts, letters } of all) {
    learn(words, 1);
    learn(concepts, 1);
    learn(letters, LEAST_LETTERS);
  }
  const block = (terms: readonly string[], share: number, row: number[][]) => {
    const found = terms.flatMap((term) => known.get(term) ?? []);
    const length = Math.sqrt(found.reduce((sum, { weight }) => sum + weight * weight, 0));
    for (const { number, weight } of found) row.push([number, (share * weight) / length]);
    const sum = found.reduce((total, { weight }) => total + weight, 0);
    return sum === 0 ? 0 : sum / (sum + (terms.length - found.length) * rarity(1));
  };
  return {
    size: known.size,
    weigh({ words, concepts, letters }: Terms): { row: Row; known: number } {
      const row: number[][] = [];
      const share = block(words, 1, row);
      block(concepts, 1, row);
      block(letters, LETTER_SHARE, row);
      const terms = Int32Array.from(row, ([number = 0]) => number);
      return {
        row: { terms, values: Float64Array.from(row, ([, value = 0]) => value) },
        known: share,
      };
    },
  };
}

/** Weights of each term for all classes, one term after the other, and then the bias. */
interface Model {
  classes: number;
  weights: Float32Array;
  bias: number;
}

const ROUNDS = 6;
const PACE = 0.6;
/** The bias learns more slowly than the terms. */
const BIAS_SHARE = 0.2;
/** An error below this teaches nothing. */
const LEAST_ERROR = 0.01;
/** An example as likely as this is learned, and is left out of the next rounds. */
const LEARNED = 0.97;
const RESTS = 2;

function fit(
  examples: readonly { label: number; row: Row }[],
  { terms, classes }: { terms: number; classes: number },
): Model {
  const weights = new Float32Array((terms + 1) * classes);
  const squares = new Float32Array((terms + 1) * classes).fill(0.1);
  const model: Model = { classes, weights, bias: terms * classes };
  const rests = new Uint8Array(examples.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, example] of examples.entries()) {
      const rest = rests[at] ?? 0;
      if (rest > 0) rests[at] = rest - 1;
      else if (learn(model, squares, example) > LEARNED) rests[at] = RESTS;
    }
  }
  return model;
}

/** Learns from an example; returns how likely it was. */
function learn(
  model: Model,
  squares: Float32Array,
  { label, row }: { label: number; row: Row },
): number {
  const { weights, bias } = model;
  const chances = chancesOf(model, row);
  const chance = chances[label] ?? 0;
  const errors = chances;
  errors[label] = chance - 1;
  const wrong = new Int32Array(model.classes);
  let count = 0;
  for (let at = 0; at < errors.length; at += 1) {
    if (Math.abs(errors[at] ?? 0) >= LEAST_ERROR) wrong[count++] = at;
  }
  const step = (from: number, value: number) => {
    for (let n = 0; n < count; n += 1) {
      const label = wrong[n] ?? 0;
      const slope = (errors[label] ?? 0) * value;
      const at = from + label;
      const square = (squares[at] ?? 0) + slope * slope;
      squares[at] = square;
      weights[at] = (weights[at] ?? 0) - (PACE * slope) / Math.sqrt(square);
    }
  };
  step(bias, BIAS_SHARE);
  const { terms, values } = row;
  for (let n = 0; n < terms.length; n += 1) {
    step((terms[n] ?? 0) * model.classes, values[n] ?? 0);
  }
  return chance;
}

/** Returns the probability of each class for a row. */
function chancesOf({ classes, weights, bias }: Model, { terms, values }: Row): Float64Array {
  const sums = Float64Array.from(weights.subarray(bias, bias + classes));
  for (let n = 0; n < terms.length; n += 1) {
    const [from, value] = [(terms[n] ?? 0) * classes, values[n] ?? 0];
    for (let at = 0; at < classes; at += 1) {
      sums[at] = (sums[at] ?? 0) + (weights[from + at] ?? 0) * value;
    }
  }
  const highest = Math.max(...sums);
  let total = 0;
  for (let at = 0; at < classes; at += 1) {
    const power = Math.exp((sums[at] ?? 0) - highest);
    sums[at] = power;
    total += power;
  }
  for (let at = 0; at < classes; at += 1) sums[at] = (sums[at] ?? 0) / total;
  return sums;
}
