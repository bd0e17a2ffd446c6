import type { closings } from '../domain/cases/case.ts';
import type { HistoryEvent, HistoryEventName } from '../domain/cases/history.ts';
import type { Urgency } from '../domain/cases/urgency.ts';
import type { Verdict } from '../domain/fact-checks/verdicts.ts';
import type { Words } from './ui-text.ts';

/** How a console names what its histories speak of. */
export interface Names {
  happened: Readonly<Record<HistoryEventName, string>>;
  verdict: Readonly<Record<Verdict, string>>;
  closing: Readonly<Record<(typeof closings)[number], string>>;
  urgency: Readonly<Record<Urgency, string>>;
  time(at: number): string;
}

/** What was done, as one sentence; what we do not know stands as it is. */
export function describeHistory({ what, of, words }: HistoryEvent, names: Names): string {
  const name = lookUp(names.happened, what);
  const named = of === undefined ? name : `${name} ${nameOf(what, of, names)}`;
  return words ? `${named}: ${words}` : named;
}

function nameOf(what: string, of: string, { verdict, closing, urgency, time }: Names): string {
  if (what === 'published' || what === 'proposed') return lookUp(verdict, of);
  if (what === 'closed') return lookUp(closing, of);
  if (what === 'urgency-said') return lookUp(urgency, of);
  const isTime = what === 'snoozed' || what === 'held';
  return isTime && !Number.isNaN(Date.parse(of)) ? time(Date.parse(of)) : of;
}

function lookUp(names: Readonly<Record<string, string>>, name: string): string {
  return (Object.hasOwn(names, name) ? names[name] : undefined) ?? name;
}

/** An entry of a case's history in the reader's language; what we do not know stands as it is. */
export function historyInWords(
  entry: HistoryEvent,
  words: Pick<Words, 'history' | 'verdict' | 'case' | 'urgency'>,
  time: (at: number) => string,
): string {
  const { history: happened, verdict } = words;
  const [closing, urgency] = [words.case.closings, words.urgency.name];
  return describeHistory(entry, { happened, verdict, closing, urgency, time });
}
