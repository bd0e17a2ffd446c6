import { likelihoods } from '../../src/triage/model.ts';
import { fitModel, type Row } from './fit-model.ts';

/** What a model that had not seen a message says of it. */
export interface Guess {
  label: string;
  best: string;
  certainty: number;
}

/** Guesses at messages by models that have learnt from the examples and from the other messages. */
export function crossValidate(
  examples: readonly Row[],
  messages: readonly Row[],
  classes: readonly string[],
  folds = 5,
): Guess[] {
  return Array.from({ length: folds }, (_, fold) => {
    const isOwn = (at: number) => at % folds === fold;
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
