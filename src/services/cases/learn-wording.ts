import { normalise } from '../../matching/normalise.ts';

/** After so many wordings the next one seldom brings a case anything new to be found by. */
const MOST_WORDINGS = 8;

/** Adds a wording if it is new; returns whether it did. */
export function learnWording(wordings: string[], text: string): boolean {
  if (wordings.length >= MOST_WORDINGS || text === '') return false;
  const key = normalise(text);
  if (wordings.some((wording) => normalise(wording) === key)) return false;
  wordings.push(text);
  return true;
}
