import type { Happening } from '../domain/cases/history.ts';
import { tellHappening } from './describe-history.ts';
import type { Words } from './ui-text.ts';

/** An entry of a case's history in the reader's language; what we do not know stands as it is. */
export function historyInWords(
  entry: Happening,
  words: Pick<Words, 'history' | 'verdict' | 'case'>,
  time: (at: number) => string,
): string {
  const { history: happened, verdict } = words;
  return tellHappening(entry, { happened, verdict, closing: words.case.closings, time });
}
