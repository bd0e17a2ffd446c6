import { type Model, STEP, shareOf } from '../../src/triage/triage.ts';
import { bayesWeights, type Document, learnBayes } from './learn-bayes.ts';

/** A text to learn from: the features it has, its class, and how much it counts. */
export interface Row {
  names: readonly string[];
  label: string;
  origin: string;
  weight: number;
}

/** How strongly weights are drawn to those of Bayes, and how long is learnt. */
const RIDGE = 0.2;
const ROUNDS = 400;
const RATE = 0.3;
/** Words in their places that only one or two lines have tell of those lines alone. */
const LEAST_ORIGINS = 3;

/** Starts from the weights of naive Bayes (`natural`) and mends them by gradient descent with a rate for each (Adagrad). */
export function fitModel(rows: readonly Row[], classes: readonly string[], rounds = ROUNDS): Model {
  const names = commonNames(rows);
  const index = new Map(names.map((name, at) => [name, at]));
  const data = rows.map((row): Datum => {
    const places = Int32Array.from(row.names.flatMap((name) => index.get(name) ?? []));
    const { label, weight } = row;
    return { places, share: shareOf(places.length), label, at: classes.indexOf(label), weight };
  });
  const prior = bayesWeights(learnBayes(data, names.length), classes, names.length);
  const weights = descend(data, prior, classes.length, rounds);
  return writeModel(classes, names, weights);
}

interface Datum extends Document {
  places: Int32Array;
  share: number;
  at: number;
  weight: number;
}

/** Names of enough lines; single roots and signs are kept however rare. */
function commonNames(rows: readonly Row[]): string[] {
  const origins = new Map<string, Set<string>>();
  for (const { names, origin } of rows) {
    for (const name of names) {
      const known = origins.get(name);
      if (known) known.add(origin);
      else origins.set(name, new Set([origin]));
    }
  }
  return [...origins]
    .filter(([name, all]) => !/[ ^]/.test(name) || all.size >= LEAST_ORIGINS)
    .map(([name]) => name);
}

/** The weights of all names, those of the bias last. */
function descend(
  data: readonly Datum[],
  prior: Float64Array,
  width: number,
  rounds: number,
): Float64Array {
  const weights = new Float64Array(prior.length + width);
  weights.set(prior);
  const slope = new Float64Array(weights.length);
  const speeds = new Float64Array(weights.length);
  for (let round = 0; round < rounds; round += 1) {
    slope.fill(0);
    for (const datum of data) addSlope(slope, datum, weights, width);
    for (let at = 0; at < weights.length; at += 1) {
      const drawn = at < prior.length ? RIDGE * (of(weights, at) - of(prior, at)) : 0;
      const step = of(slope, at) + drawn;
      speeds[at] = of(speeds, at) + step * step;
      weights[at] = of(weights, at) - (RATE * step) / (Math.sqrt(of(speeds, at)) + 1e-8);
    }
  }
  return weights;
}

/** Adds by how much one row says that the weights are wrong. */
function addSlope(slope: Float64Array, datum: Datum, weights: Float64Array, width: number): void {
  const bias = weights.length - width;
  const sums = new Float64Array(width);
  for (const place of datum.places) {
    for (let at = 0; at < width; at += 1) {
      sums[at] = of(sums, at) + of(weights, place * width + at);
    }
  }
  const powers = sums.map((sum, at) => Math.exp(sum * datum.share + of(weights, bias + at)));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const amounts = powers.map(
    (power, at) => datum.weight * (power / total - (at === datum.at ? 1 : 0)),
  );
  for (let at = 0; at < width; at += 1) slope[bias + at] = of(slope, bias + at) + of(amounts, at);
  for (const place of datum.places) {
    for (let at = 0; at < width; at += 1) {
      const spot = place * width + at;
      slope[spot] = of(slope, spot) + datum.share * of(amounts, at);
    }
  }
}

/** A number that is there: no place outside of the list is asked for. */
function of(list: Float64Array, at: number): number {
  return list[at] ?? 0;
}

function writeModel(
  classes: readonly string[],
  names: readonly string[],
  weights: Float64Array,
): Model {
  const width = classes.length;
  const line = (at: number) =>
    Array.from(weights.slice(at * width, (at + 1) * width), (weight) => Math.round(weight / STEP));
  const kept = names.flatMap((name, at) => {
    const values = line(at);
    return values.some((value) => value !== 0) ? [[name, values] as const] : [];
  });
  return { classes, bias: line(names.length), weights: Object.fromEntries(kept) };
}
