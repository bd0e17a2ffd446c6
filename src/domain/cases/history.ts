import { keysOf } from '../../i18n/keys-of.ts';
import events from './history-events.json' with { type: 'json' };

/** Events in the history of a case, or of a corrected fact-check. */
export const historyEventNames = keysOf(events.names);
export type HistoryEventName = (typeof historyEventNames)[number];

export interface HistoryEvent {
  /** One of the names above; another version of Posko may know more. */
  what: string;
  /** A verdict, closing reason, ticket, name, fact-check, ISO time, tags or a version. */
  of?: string | undefined;
  /** The reviewer's own words; erased some time after the decision. */
  words?: string | undefined;
}
