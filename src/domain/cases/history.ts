import { keysOf } from '../../i18n/keys-of.ts';
import events from './history-events.json' with { type: 'json' };

/** Events in the history of a case, or of a corrected fact-check. */
export const historyEventNames = keysOf(events.names);
export type HistoryEventName = (typeof historyEventNames)[number];

/** Entry of a history. */
export interface HistoryEvent {
  /** One of the names above; another version of Posko may know more. */
  what: string;
  /** A verdict, closing reason, ticket, name, fact-check, ISO time, tags or a version. */
  of?: string | undefined;
  /** The reviewer's own words; erased some time after the decision. */
  words?: string | undefined;
}

/** Format of old versions of Posko: one English sentence that begins like this. */
interface Old {
  start: string;
  what: HistoryEventName;
  rest?: 'of' | 'words';
}

const OLD = events.old as readonly Old[];
const SENT_BACK = /^sent back to ([^:]*): (.*)$/s;
const SECONDED = /, proposed by .*$/s;

/** Beginnings of old entries that contain a reviewer's own words. */
export const oldStartsWithWords = ['note: ', 'asked: ', 'sent back to '] as const;

/** Converts an entry of any version to today's form. */
export function parseHistoryEvent({ what, of, words }: HistoryEvent): HistoryEvent {
  const sentBack = SENT_BACK.exec(what);
  if (sentBack) return { what: 'sent-back', of: sentBack[1], words: sentBack[2] };
  const old = OLD.find(({ start, rest }) => (rest ? what.startsWith(start) : what === start));
  if (!old) return { what, ...(of === undefined ? {} : { of }), ...(words && { words }) };
  if (!old.rest) return { what: old.what };
  const rest = what.slice(old.start.length);
  return {
    what: old.what,
    [old.rest]: old.what === 'published' ? rest.replace(SECONDED, '') : rest,
  };
}
