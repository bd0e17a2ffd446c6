import type { HistoryEvent } from '../domain/cases/history.ts';
import { describeHistory } from './describe-history.ts';
import type { Words } from './ui-text.ts';

/** An entry of a case's history in the reader's language; what we do not know stands as it is. */
export function historyInWords(
  entry: HistoryEvent,
  words: Pick<Words, 'history' | 'verdict' | 'case'>,
  time: (at: number) => string,
): string {
  const { history: happened, verdict } = words;
  return describeHistory(entry, { happened, verdict, closing: words.case.closings, time });
}
