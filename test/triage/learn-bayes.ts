import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';

/** A document as places in the list of names that it has, and its class. */
export interface Document {
  places: ArrayLike<number>;
  label: string;
}

/** Has `natural` count so many names by class. */
export function learnBayes(documents: readonly Document[], width: number): BayesClassifier {
  const learner = new BayesClassifier();
  for (const { places, label } of documents) {
    learner.classifier.addExample(toRow(places, width), label);
  }
  return learner;
}

/** What each name speaks for each class (logarithms), name by name, less what it speaks for them all. */
export function bayesWeights(
  learner: BayesClassifier,
  classes: readonly string[],
  width: number,
): Float64Array {
  const { classFeatures, classTotals } = learner.classifier;
  const weights = new Float64Array(width * classes.length);
  for (let name = 0; name < width; name += 1) {
    const logs = classes.map((label) =>
      Math.log((classFeatures[label]?.[name] ?? SMOOTHING) / (classTotals[label] ?? 1)),
    );
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    for (const [at, log] of logs.entries()) weights[name * classes.length + at] = log - mean;
  }
  return weights;
}

/** What `natural` counts for a name that a class never had. */
const SMOOTHING = 1;

/** A document in the form in which `natural` counts it. */
export function toRow(places: ArrayLike<number>, width: number): number[] {
  const row = new Array<number>(width).fill(0);
  for (const place of Array.from(places)) row[place] = 1;
  return row;
}
