import { type Model, shareOf, softmax } from '../../src/triage/model.ts';

/** A text to learn from: the features it has, its class, and how much it counts. */
export interface Row {
  names: readonly string[];
  label: string;
  origin: string;
  weight: number;
}

/** How strongly weights are drawn to nothing, and how long is learnt. */
const RIDGE = 0.1;
const ROUNDS = 200;
const RATE = 0.3;
/** A pair of words that only one line has tells of that line alone. */
const LEAST_ORIGINS = 2;

/** Fits the weights by gradient descent with a rate for each weight (Adagrad). */
export function fitModel(rows: readonly Row[], classes: readonly string[]): Model {
  const names = commonNames(rows);
  const index = new Map(names.map((name, at) => [name, at]));
  const width = classes.length;
  const data = rows.map((row) => {
    const features = row.names.flatMap((name) => index.get(name) ?? []);
    const { label, weight } = row;
    return { features, share: shareOf(features.length), label: classes.indexOf(label), weight };
  });
  const weights = new Float64Array((names.length + 1) * width);
  const speeds = new Float64Array(weights.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = slopeOf(data, weights, width);
    for (let at = 0; at < weights.length; at += 1) {
      const isBias = at >= names.length * width;
      const step = (slope[at] ?? 0) + (isBias ? 0 : RIDGE * (weights[at] ?? 0));
      speeds[at] = (speeds[at] ?? 0) + step * step;
      weights[at] = (weights[at] ?? 0) - (RATE * step) / (Math.sqrt(speeds[at] ?? 0) + 1e-8);
    }
  }
  const line = (at: number) => Array.from(weights.slice(at * width, (at + 1) * width), round2);
  const kept = names.flatMap((name, at) => {
    const values = line(at);
    return values.some((value) => Math.abs(value) >= 0.05) ? [[name, values] as const] : [];
  });
  return { classes, bias: line(names.length), weights: Object.fromEntries(kept) };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

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
    .filter(([name, all]) => !name.includes(' ') || all.size >= LEAST_ORIGINS)
    .map(([name]) => name);
}

interface Datum {
  features: readonly number[];
  share: number;
  label: number;
  weight: number;
}

function slopeOf(data: readonly Datum[], weights: Float64Array, width: number): Float64Array {
  const slope = new Float64Array(weights.length);
  const bias = weights.length - width;
  for (const { features, share, label, weight } of data) {
    const sums = Array.from(weights.slice(bias));
    for (const feature of features) {
      for (let at = 0; at < width; at += 1) {
        sums[at] = (sums[at] ?? 0) + share * (weights[feature * width + at] ?? 0);
      }
    }
    const pulls = softmax(sums).map((one, at) => weight * (one - (at === label ? 1 : 0)));
    for (let at = 0; at < width; at += 1) {
      const amount = pulls[at] ?? 0;
      slope[bias + at] = (slope[bias + at] ?? 0) + amount;
      for (const feature of features) {
        const place = feature * width + at;
        slope[place] = (slope[place] ?? 0) + share * amount;
      }
    }
  }
  return slope;
}
