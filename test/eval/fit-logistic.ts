/** One row to learn from: its figures, whether it is true, and how much it counts. */
export interface Example {
  features: readonly number[];
  label: boolean;
  weight: number;
}

/** Rows that prefer one candidate to each of the others, once from either side so that no bias is learnt. */
export function preferring(
  right: readonly number[],
  wrong: readonly (readonly number[])[],
  importance: number,
): Example[] {
  const weight = importance / Math.sqrt(Math.max(1, wrong.length));
  return wrong.flatMap((features) => {
    const apart = features.map((value, at) => (right[at] ?? 0) - value);
    return [
      { features: apart, label: true, weight },
      { features: apart.map((value) => -value), label: false, weight },
    ];
  });
}

/** A bias and one weight per feature. */
export interface Model {
  bias: number;
  weights: number[];
}

/** Fits a ridge-regularised logistic model by Newton's method on standardised features. */
export function fitLogistic(examples: readonly Example[], ridge: number): Model {
  const width = examples[0]?.features.length ?? 0;
  const scales = Array.from({ length: width }, (_, at) => scaleOf(examples, at));
  const rows = examples.map(({ features }) => [
    1,
    ...features.map(
      (value, at) => (value - (scales[at]?.mean ?? 0)) / (scales[at]?.deviation ?? 1),
    ),
  ]);
  let solution = new Array<number>(width + 1).fill(0);
  for (let step = 0; step < 40; step++) {
    const next = newtonStep(examples, rows, { solution, ridge });
    const change = Math.max(...next.map((value, at) => Math.abs(value - (solution[at] ?? 0))));
    solution = next;
    if (change < 1e-6) break;
  }
  const weights = scales.map(({ deviation }, at) => (solution[at + 1] ?? 0) / deviation);
  const shift = scales.reduce((sum, { mean }, at) => sum + mean * (weights[at] ?? 0), 0);
  return { bias: (solution[0] ?? 0) - shift, weights };
}

/** The evidence that a model sees in a row. */
export function evidenceOf(model: Model, features: readonly number[]): number {
  return features.reduce((sum, value, at) => sum + value * (model.weights[at] ?? 0), model.bias);
}

function scaleOf(examples: readonly Example[], at: number): { mean: number; deviation: number } {
  const values = examples.map(({ features }) => features[at] ?? 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

interface State {
  solution: readonly number[];
  ridge: number;
}

function newtonStep(
  examples: readonly Example[],
  rows: readonly number[][],
  { solution, ridge }: State,
): number[] {
  const size = solution.length;
  const gradient = solution.map((value, at) => (at === 0 ? 0 : -ridge * value));
  const curvature = Array.from({ length: size }, (_, at) =>
    Array.from({ length: size }, (_, to) => (at === to ? (at === 0 ? 1e-6 : ridge) : 0)),
  );
  for (const [index, row] of rows.entries()) {
    const { label = false, weight = 1 } = examples[index] ?? {};
    const sum = row.reduce((total, value, at) => total + value * (solution[at] ?? 0), 0);
    const share = 1 / (1 + Math.exp(-sum));
    const pull = weight * ((label ? 1 : 0) - share);
    const spread = Math.max(1e-9, weight * share * (1 - share));
    for (let at = 0; at < size; at++) {
      const value = row[at] ?? 0;
      gradient[at] = (gradient[at] ?? 0) + pull * value;
      const line = curvature[at] ?? [];
      for (let to = 0; to < size; to++)
        line[to] = (line[to] ?? 0) + spread * value * (row[to] ?? 0);
    }
  }
  const step = solve(curvature, gradient);
  const longest = Math.max(1, ...step.map(Math.abs));
  return solution.map((value, at) => value + (step[at] ?? 0) / longest);
}

/** Solves a square system by elimination with pivoting. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((line, at) => [...line, right[at] ?? 0]);
  const cell = (line: number, at: number) => rows[line]?.[at] ?? 0;
  for (let at = 0; at < rows.length; at++) {
    let pivot = at;
    for (let line = at; line < rows.length; line++) {
      if (Math.abs(cell(line, at)) > Math.abs(cell(pivot, at))) pivot = line;
    }
    [rows[at], rows[pivot]] = [rows[pivot] ?? [], rows[at] ?? []];
    for (let line = 0; line < rows.length; line++) {
      if (line === at) continue;
      const factor = cell(line, at) / cell(at, at);
      rows[line] = (rows[line] ?? []).map((value, to) => value - factor * cell(at, to));
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}
