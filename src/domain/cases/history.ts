/** Events in the history of a case, or of a corrected fact-check. */
export const historyEventNames = [
  'claimed',
  'released',
  'handed-over',
  'assigned',
  'unassigned',
  'snoozed',
  'woken',
  'tagged',
  'threat-said',
  'noted',
  'asked',
  'proposed',
  'sent-back',
  'published',
  'attached',
  'closed',
  'taken-back',
  'merged',
  'took-in',
  'split-off',
  'split',
  'taken-out',
  'replaced',
  'file-apart',
  'file-back',
  'referred',
  'referral-answered',
  'tip-withdrawn',
  'warned',
] as const;
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

/** Formats of old versions of Posko: one English sentence that begins like this. */
const OLD: readonly { start: string; what: HistoryEventName; rest?: 'of' | 'words' }[] = [
  { start: 'taken back', what: 'taken-back' },
  { start: 'published: ', what: 'published', rest: 'of' },
  { start: 'proposed: ', what: 'proposed', rest: 'of' },
  { start: 'closed: ', what: 'closed', rest: 'of' },
  { start: 'note: ', what: 'noted', rest: 'words' },
  { start: 'asked: ', what: 'asked', rest: 'words' },
  { start: 'tags: ', what: 'tagged', rest: 'of' },
  { start: 'assigned to ', what: 'assigned', rest: 'of' },
  { start: 'snoozed until ', what: 'snoozed', rest: 'of' },
  { start: 'handed over to ', what: 'handed-over', rest: 'of' },
  { start: 'merged into ', what: 'merged', rest: 'of' },
  { start: 'took in ', what: 'took-in', rest: 'of' },
  { start: 'tip split off into ', what: 'split-off', rest: 'of' },
  { start: 'split from ', what: 'split', rest: 'of' },
  { start: 'taken out of ', what: 'taken-out', rest: 'of' },
  { start: 'attached to ', what: 'attached', rest: 'of' },
  { start: 'replaced ', what: 'replaced', rest: 'of' },
];
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
