import { likelihoods } from '../../src/triage/triage.ts';
import { fitModel, type Row } from './fit-model.ts';

/** What a model that had not seen a message says of it. */
export interface Guess {
  label: string;
  best: string;
  certainty: number;
}

/** Guesses at messages by models that have learnt from the examples and from the other messages; three at each message, of different models. */
export function crossValidate(
  examples: readonly Row[],
  messages: readonly Row[],
  classes: readonly string[],
): Guess[] {
  return Array.from({ length: FOLDS * SPLITS }, (_, turn) => {
    const split = Math.floor(turn / FOLDS);
    const isOwn = (at: number) => (at + split * Math.floor(at / FOLDS)) % FOLDS === turn % FOLDS;
    const others = messages.filter((_, at) => !isOwn(at));
    const model = fitModel([...examples, ...others], classes);
    return messages
      .filter((_, at) => isOwn(at))
      .map(({ names, label }): Guess => {
        const shares = likelihoods(model, names);
        const certainty = Math.max(...shares);
        return { label, best: classes[shares.indexOf(certainty)] ?? '', certainty };
      });
  }).flat();
}

const FOLDS = 5;
/** One split alone lets the threshold of a class hang on a single message. */
const SPLITS = 3;

/** For each class the least certainty from which its guesses are right often enough. */
export function chooseThresholds(
  guesses: readonly Guess[],
  classes: readonly string[],
  precision: number,
): Record<string, number> {
  return Object.fromEntries(
    classes.map((name) => {
      const own = guesses
        .filter(({ best }) => best === name)
        .sort((a, b) => b.certainty - a.certainty);
      let right = 0;
      let threshold = 1;
      for (const [at, { label, certainty }] of own.entries()) {
        if (label === name) right += 1;
        if (right / (at + 1) >= precision) threshold = certainty;
      }
      return [name, Math.max(LEAST, Math.ceil(threshold * 100) / 100)];
    }),
  );
}

/** Less than this is no confidence, however right it happened to be. */
const LEAST = 0.4;
