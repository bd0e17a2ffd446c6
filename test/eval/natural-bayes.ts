import { createRequire } from 'node:module';

/** The naive Bayes of `natural`: the peer of our classifier; the package's own types do not pass our checks. */
interface Bayes {
  addDocument(text: string, name: string): void;
  train(): void;
  classify(text: string): string;
}

const { BayesClassifier: Found } = createRequire(import.meta.url)(
  'natural/lib/natural/classifiers/index.js',
);

export const BayesClassifier: new () => Bayes = Found;
