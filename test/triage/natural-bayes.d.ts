declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  class BayesClassifier {
    /** What counts; each document is a row of zeros and ones. */
    readonly classifier: {
      addExample(row: readonly number[], label: string): void;
      getClassifications(row: readonly number[]): { label: string; value: number }[];
      readonly classFeatures: Readonly<Record<string, Readonly<Record<number, number>>>>;
      readonly classTotals: Readonly<Record<string, number>>;
    };
    addDocument(words: readonly string[], label: string): void;
    train(): void;
    classify(words: readonly string[]): string;
  }
  export = BayesClassifier;
}
