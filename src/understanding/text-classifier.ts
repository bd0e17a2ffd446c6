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
  const model = train(rows, { terms: scale.size, classes: classes.length });
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
const LETTER_SHARE = 0.9;
/** Letters that only one example has say nothing that its words do not. */
const LEAST_LETTERS = 2;

/** Weighs terms by rarity; words, concepts and letters are normalised each for themselves. */
function createScale(all: readonly Terms[]) {
  const weights: number[] = [];
  const learn = (kind: keyof Terms, least = 1): Vocabulary => {
    const counts = new Map<string, number>();
    for (const { [kind]: terms } of all) {
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    const numbers = new Map<string, number>();
    for (const [term, count] of counts) {
      if (count >= least) numbers.set(term, weights.push(Math.log(1 + all.length / count)) - 1);
    }
    return { numbers, weights, unknown: Math.log(1 + all.length) };
  };
  const [words, concepts] = [learn('words'), learn('concepts')];
  const letters = learn('letters', LEAST_LETTERS);
  return {
    size: weights.length,
    weigh(text: Terms): { row: Row; known: number } {
      const row = { terms: [], values: [] };
      const known = addTerms(row, text.words, words);
      addTerms(row, text.concepts, concepts);
      addTerms(row, text.letters, letters, LETTER_SHARE);
      const [terms, values] = [new Int32Array(row.terms), new Float64Array(row.values)];
      return { row: { terms, values }, known };
    },
  };
}

/** The numbers of one kind of terms, and the weights of all and of one that no example has. */
interface Vocabulary {
  numbers: ReadonlyMap<string, number>;
  weights: readonly number[];
  unknown: number;
}

/** Adds the known ones of some terms to a row; returns their share, by weight. */
function addTerms(
  row: { terms: number[]; values: number[] },
  terms: readonly string[],
  { numbers, weights, unknown }: Vocabulary,
  share = 1,
): number {
  const from = row.terms.length;
  let [sum, squares] = [0, 0];
  for (const term of terms) {
    const number = numbers.get(term);
    if (number === undefined) continue;
    const weight = weights[number] ?? 0;
    sum += weight;
    squares += weight * weight;
    row.terms.push(number);
    row.values.push(weight);
  }
  if (sum === 0) return 0;
  const scale = share / Math.sqrt(squares);
  for (let n = from; n < row.values.length; n += 1) row.values[n] = (row.values[n] ?? 0) * scale;
  return sum / (sum + (terms.length - row.terms.length + from) * unknown);
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
const LEARNED = 0.98;
const RESTS = 2;

function train(
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
  { label, row: { terms, values } }: { label: number; row: Row },
): number {
  const errors = chancesOf(model, { terms, values });
  const chance = errors[label] ?? 0;
  errors[label] = chance - 1;
  const wrong: number[] = [];
  for (let at = 0; at < errors.length; at += 1) {
    if (Math.abs(errors[at] ?? 0) >= LEAST_ERROR) wrong.push(at);
  }
  const { classes, weights, bias } = model;
  for (const at of wrong) step(weights, squares, bias + at, (errors[at] ?? 0) * BIAS_SHARE);
  for (let n = 0; n < terms.length; n += 1) {
    const [from, value] = [(terms[n] ?? 0) * classes, values[n] ?? 0];
    for (const at of wrong) step(weights, squares, from + at, (errors[at] ?? 0) * value);
  }
  return chance;
}

function step(weights: Float32Array, squares: Float32Array, at: number, slope: number): void {
  const square = (squares[at] ?? 0) + slope * slope;
  squares[at] = square;
  weights[at] = (weights[at] ?? 0) - (PACE * slope) / Math.sqrt(square);
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
  let highest = -Infinity;
  for (const sum of sums) highest = Math.max(highest, sum);
  let total = 0;
  for (let at = 0; at < classes; at += 1) {
    const power = Math.exp((sums[at] ?? 0) - highest);
    sums[at] = power;
    total += power;
  }
  for (let at = 0; at < classes; at += 1) sums[at] = (sums[at] ?? 0) / total;
  return sums;
}
