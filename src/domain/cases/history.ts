/** What can be done to a case, and to a fact-check that is corrected, as a history knows it. */
export const happenings = [
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
export type HappeningName = (typeof happenings)[number];

/** Something that was done. */
export interface Happening {
  /** One of the names above; another version of Posko may know more. */
  what: string;
  /** A verdict, a reason for closing, a ticket, a name, a fact-check, a time in ISO form, tags or a version. */
  of?: string | undefined;
  /** What a reviewer wrote in their own words; erased some time after the decision. */
  words?: string | undefined;
}

/** How old versions of Posko wrote it down: one English sentence, which begins like this. */
const OLD: readonly { start: string; what: HappeningName; rest?: 'of' | 'words' }[] = [
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

/** How the sentences of old versions begin in which a reviewer's own words stand. */
export const oldStartsWithWords = ['note: ', 'asked: ', 'sent back to '] as const;

/** A happening as it is written down today, whichever version has written it. */
export function readHappening({ what, of, words }: Happening): Happening {
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
