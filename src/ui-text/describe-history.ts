import type { HistoryEvent } from '../domain/cases/history.ts';
import { nameOr } from './describe-details.ts';
import type { Words } from './ui-text.ts';

/** An entry of a case's history in the reader's language; what we do not know stands as it is. */
export function historyInWords(
  { what, of = '', words: said }: HistoryEvent,
  { history, verdict, case: { closings }, urgency }: HistoryWords,
  time: (at: number) => string,
): string {
  const lists = { published: verdict, proposed: verdict, closed: closings };
  const names = new Map(Object.entries({ ...lists, 'urgency-said': urgency.name })).get(what);
  const isTime = (what === 'snoozed' || what === 'held') && !Number.isNaN(Date.parse(of));
  const named = isTime ? time(Date.parse(of)) : nameOr({ ...names }, of);
  const done = [nameOr(history, what), named].filter(Boolean).join(' ');
  return said ? `${done}: ${said}` : done;
}

type HistoryWords = Pick<Words, 'history' | 'verdict' | 'case' | 'urgency'>;
