import type { Tree } from '../../src/matching/second-look.ts';
import type { Example } from './fit-logistic.ts';

/** Trees whose leaves sum to the logit of a label. */
export interface Boosted {
  bias: number;
  trees: Tree[];
}

/** Fits gradient-boosted trees by Newton steps on histograms (Friedman 2001; Chen and Guestrin 2016, equation 6 and 7). */
export function boost(examples: readonly Example[]): Boosted {
  const bins = new Bins(examples);
  const positive = examples.reduce((sum, { label, weight }) => sum + (label ? weight : 0), 0);
  const whole = examples.reduce((sum, { weight }) => sum + weight, 0);
  const bias = Math.log(positive / Math.max(1e-9, whole - positive));
  const evidence = new Float64Array(examples.length).fill(bias);
  const slope = new Float64Array(examples.length);
  const bend = new Float64Array(examples.length);
  const trees: Tree[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [row, { label, weight }] of examples.entries()) {
      const share = 1 / (1 + Math.exp(-(evidence[row] ?? 0)));
      slope[row] = weight * ((label ? 1 : 0) - share);
      bend[row] = weight * Math.max(1e-6, share * (1 - share));
    }
    const grown = growTree(bins, slope, bend);
    for (const { rows, value } of grown.leaves) {
      for (const row of rows) evidence[row] = (evidence[row] ?? 0) + value;
    }
    trees.push({ nodes: grown.nodes, leaves: grown.leaves.map(({ value }) => round4(value)) });
  }
  return { bias: round4(bias), trees };
}

const ROUNDS = 220;
const RATE = 0.06;
const LEAVES = 8;
/** Ridge on the leaves, and the least number of examples in one. */
const RIDGE = 3;
const LEAST_ROWS = 20;
const BINS = 64;

/** Values of every feature, sorted into bins of about equal size. */
class Bins {
  readonly width: number;
  readonly height: number;
  readonly cuts: number[][];
  /** Bin of a feature in a row, feature by feature. */
  readonly places: Uint8Array[];

  constructor(examples: readonly Example[]) {
    this.width = examples[0]?.features.length ?? 0;
    this.height = examples.length;
    this.cuts = Array.from({ length: this.width }, (_, at) =>
      cutsOf(examples.map(({ features }) => features[at] ?? 0)),
    );
    this.places = this.cuts.map((cuts, at) =>
      Uint8Array.from(examples, ({ features }) => placeOf(cuts, features[at] ?? 0)),
    );
  }
}

function cutsOf(values: number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const cuts = new Set<number>();
  for (let bin = 1; bin < BINS; bin++) {
    cuts.add(round4(sorted[Math.floor((sorted.length * bin) / BINS)] ?? 0));
  }
  return [...cuts];
}

/** Returns how many cuts lie below a value. */
function placeOf(cuts: readonly number[], value: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Leaf {
  rows: Int32Array;
  slope: number;
  bend: number;
  split?: Split | undefined;
}

interface Split {
  gain: number;
  feature: number;
  bin: number;
}

/** Splits the leaf that gains most, until there are enough leaves. */
function growTree(bins: Bins, slope: Float64Array, bend: Float64Array) {
  const leafOf = (rows: Int32Array): Leaf => {
    const sums = { rows, slope: 0, bend: 0 };
    for (const row of rows) {
      sums.slope += slope[row] ?? 0;
      sums.bend += bend[row] ?? 0;
    }
    return { ...sums, split: bestSplit(bins, sums, { slope, bend }) };
  };
  const nodes: number[][] = [];
  const leaves: Leaf[] = [leafOf(Int32Array.from({ length: bins.height }, (_, row) => row))];
  /** Where each leaf hangs: node and side. */
  const parents: ([number, number] | undefined)[] = [undefined];
  while (leaves.length < LEAVES) {
    const at = indexOfBest(leaves);
    const leaf = leaves[at];
    const { split } = leaf ?? {};
    if (!leaf || !split) break;
    const places = bins.places[split.feature] ?? new Uint8Array();
    const goesLeft = (row: number) => (places[row] ?? 0) <= split.bin;
    const parent = parents[at];
    const node =
      nodes.push([
        split.feature,
        bins.cuts[split.feature]?.[split.bin] ?? 0,
        -1 - at,
        -1 - leaves.length,
      ]) - 1;
    if (parent) (nodes[parent[0]] as number[])[parent[1]] = node;
    leaves[at] = leafOf(leaf.rows.filter(goesLeft));
    parents[at] = [node, 2];
    leaves.push(leafOf(leaf.rows.filter((row) => !goesLeft(row))));
    parents.push([node, 3]);
  }
  const stepOf = (leaf: Leaf) => (RATE * leaf.slope) / (leaf.bend + RIDGE);
  return { nodes, leaves: leaves.map((leaf) => ({ rows: leaf.rows, value: stepOf(leaf) })) };
}

function indexOfBest(leaves: readonly Leaf[]): number {
  let best = 0;
  for (const [at, { split }] of leaves.entries()) {
    if ((split?.gain ?? 0) > (leaves[best]?.split?.gain ?? 0)) best = at;
  }
  return best;
}

interface Steps {
  slope: Float64Array;
  bend: Float64Array;
}

function bestSplit(bins: Bins, leaf: Leaf, { slope, bend }: Steps): Split | undefined {
  if (leaf.rows.length < 2 * LEAST_ROWS) return undefined;
  const worth = (a: number, b: number) => (a * a) / (b + RIDGE);
  const whole = worth(leaf.slope, leaf.bend);
  let best: Split | undefined;
  for (let feature = 0; feature < bins.width; feature++) {
    const places = bins.places[feature] ?? new Uint8Array();
    const slopes = new Float64Array(BINS);
    const bends = new Float64Array(BINS);
    const counts = new Int32Array(BINS);
    for (const row of leaf.rows) {
      const place = places[row] ?? 0;
      slopes[place] = (slopes[place] ?? 0) + (slope[row] ?? 0);
      bends[place] = (bends[place] ?? 0) + (bend[row] ?? 0);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    let [a, b, count] = [0, 0, 0];
    for (let bin = 0; bin < (bins.cuts[feature]?.length ?? 0); bin++) {
      a += slopes[bin] ?? 0;
      b += bends[bin] ?? 0;
      count += counts[bin] ?? 0;
      if (count < LEAST_ROWS || leaf.rows.length - count < LEAST_ROWS) continue;
      const gain = worth(a, b) + worth(leaf.slope - a, leaf.bend - b) - whole;
      if (gain > (best?.gain ?? LEAST_GAIN)) best = { gain, feature, bin };
    }
  }
  return best;
}

const LEAST_GAIN = 1e-6;

function round4(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
