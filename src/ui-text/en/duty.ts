import type { Some, Words } from '../ui-text.ts';
import { withSentences } from '../with-sentences.ts';
import words from './duty.json' with { type: 'json' };

/** English: who is on duty, and alerts. */
export const englishDuty: Pick<Words, keyof typeof words> = withSentences(words, {
  roster: {
    zoneHint: (zone) => `All hours are in ${zone}. You can change your zone below.`,
    until: (name, time) => `${name}, until ${time}`,
    next: (names, time) => `Next: ${names}, from ${time}`,
    gaps: (n) => (n === 1 ? 'There is one gap ahead.' : `There are ${n} gaps ahead.`),
  },
  alarms: {
    open: (n) => (n === 1 ? 'One alarm waits for somebody' : `${n} alarms wait for somebody`),
    since: (time) => `Since ${time}`,
    ended: (time) => `Over ${time}`,
    called: (names) => `Called: ${names}`,
    by: (name, time) => `Acknowledged by ${name}, ${time}`,
  },
} satisfies Some<Words>);
