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
  terms: readonly number[];
  values: readonly number[];
}

const CONCEPT_SHARE = Number(process.env.CS ?? 1);
/** How much the letters of words count beside the words. */
const LETTER_SHARE = Number(process.env.LS ?? 0.7);

/** Weighs terms by rarity; words and letters are normalised each for themselves. */
function createScale(all: readonly Terms[]) {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  for (const { words, concepts, letters } of all) {
    for (const term of [...words, ...concepts, ...letters]) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  const rarity = (count: number) => Math.log(1 + all.length / count);
  const block = (
    terms: readonly string[],
    share: number,
    row: { terms: number[]; values: number[] },
  ) => {
    const found: [number, number][] = [];
    let [sum, squares] = [0, 0];
    for (const term of terms) {
      const number = numbers.get(term);
      const weight = rarity(number === undefined ? 1 : (counts[number] ?? 1));
      sum += weight;
      squares += weight * weight;
      if (number !== undefined) found.push([number, weight]);
    }
    for (const [number, weight] of found) {
      row.terms.push(number);
      row.values.push((share * weight) / Math.sqrt(squares));
    }
    return sum === 0 ? 0 : found.reduce((total, [, weight]) => total + weight, 0) / sum;
  };
  return {
    size: numbers.size,
    weigh({ words, concepts, letters }: Terms): { row: Row; known: number } {
      const row = { terms: [] as number[], values: [] as number[] };
      const known = block(words, 1, row);
      block(concepts, CONCEPT_SHARE, row);
      block(letters, LETTER_SHARE, row);
      return { row, known };
    },
  };
}

/** Weights of each term for all classes, one term after the other, and then the bias. */
interface Model {
  classes: number;
  weights: Float32Array;
  bias: number;
}

const ROUNDS = Number(process.env.ROUNDS ?? 10);
const PACE = Number(process.env.PACE ?? 0.5);
/** An error below this teaches nothing. */
const LEAST_ERROR = Number(process.env.LE ?? 0.004);

function fit(
  rows: readonly { label: number; row: Row }[],
  { terms, classes }: { terms: number; classes: number },
): Model {
  const weights = new Float32Array((terms + 1) * classes);
  const squares = new Float32Array((terms + 1) * classes).fill(0.1);
  const model: Model = { classes, weights, bias: terms * classes };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { label, row } of rows) learn(model, squares, { label, row });
  }
  return model;
}

function learn(
  model: Model,
  squares: Float32Array,
  { label, row }: { label: number; row: Row },
): void {
  const chances = chancesOf(model, row);
  const { classes, weights, bias } = model;
  for (let at = 0; at < classes; at += 1) {
    const error = (chances[at] ?? 0) - (at === label ? 1 : 0);
    if (Math.abs(error) < LEAST_ERROR) continue;
    step(weights, squares, bias + at, error * Number(process.env.BP ?? 0.2));
    for (let n = 0; n < row.terms.length; n += 1) {
      step(weights, squares, (row.terms[n] ?? 0) * classes + at, error * (row.values[n] ?? 0));
    }
  }
}

function step(weights: Float32Array, squares: Float32Array, at: number, slope: number): void {
  const square = (squares[at] ?? 0) + slope * slope;
  squares[at] = square;
  weights[at] = (weights[at] ?? 0) - (PACE * slope) / Math.sqrt(square);
}

/** Returns the probability of each class for a row. */
function chancesOf({ classes, weights, bias }: Model, row: Row): Float64Array {
  const sums = new Float64Array(classes);
  for (let at = 0; at < classes; at += 1) sums[at] = weights[bias + at] ?? 0;
  for (let n = 0; n < row.terms.length; n += 1) {
    const [from, value] = [(row.terms[n] ?? 0) * classes, row.values[n] ?? 0];
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
  return sums.map((power) => power / total);
}
