import { likelihoods } from '../../src/triage/model.ts';
import { fitModel, type Row } from './fit-model.ts';

/** What a model that had not seen its line says of a row; all ways to write a line count as one. */
export interface Guess {
  label: string;
  best: string;
  certainty: number;
  weight: number;
}

/** Guesses for all rows by models each of which has seen none of the lines it guesses at. */
export function crossValidate(
  rows: readonly Row[],
  classes: readonly string[],
  folds = 5,
): Guess[] {
  const origins = [...new Set(rows.map(({ origin }) => origin))];
  const foldOf = new Map(origins.map((origin, at) => [origin, at % folds]));
  const ways = new Map<string, number>();
  for (const { origin } of rows) ways.set(origin, (ways.get(origin) ?? 0) + 1);
  return Array.from({ length: folds }, (_, fold) => {
    const model = fitModel(
      rows.filter(({ origin }) => foldOf.get(origin) !== fold),
      classes,
    );
    return rows
      .filter(({ origin }) => foldOf.get(origin) === fold)
      .map(({ names, label, origin, weight }): Guess => {
        const shares = likelihoods(model, names);
        const certainty = Math.max(...shares);
        return {
          label,
          best: classes[shares.indexOf(certainty)] ?? '',
          certainty,
          weight: weight / (ways.get(origin) ?? 1),
        };
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
      let all = 0;
      let threshold = 1;
      for (const { label, certainty, weight } of own) {
        all += weight;
        if (label === name) right += weight;
        if (right / all >= precision) threshold = certainty;
      }
      return [name, Math.max(LEAST, Math.ceil(threshold * 100) / 100)];
    }),
  );
}

/** Less than this is no confidence, however right it happened to be. */
const LEAST = 0.5;
