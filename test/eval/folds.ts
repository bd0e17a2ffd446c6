import type { EvalQuery } from './load-data.ts';

/** How many parts the fact-checks are divided into, each left out of one fit. */
export const FOLDS = 5;

/** Returns the part in which a message is; all messages about a fact-check are in one. */
export function foldOf({ id, factCheck }: EvalQuery): number {
  return (hashOf(factCheck ?? id) >>> 4) % FOLDS;
}

/** A number that stays the same for a text. */
export function hashOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return hash;
}
