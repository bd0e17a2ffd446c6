import type { Some, Words } from '../ui-text.ts';
import { withSentences } from '../with-sentences.ts';
import words from './imports.json' with { type: 'json' };

/** English: imported and changed fact-checks. */
export const englishImports: Pick<Words, keyof typeof words> = withSentences(words, {
  imports: {
    refused: (why) => `That source cannot be used: ${why}`,
    reach: (corrections, citizens) =>
      `${corrections} corrections will go to ${citizens} citizens who had the old answer.`,
    new: (n) => `${n} new`,
    corrected: (n) => `${n} corrections`,
    changed: (n) => `${n} changed without a correction`,
    same: (n) => `${n} as before`,
    waiting: (n) => `${n} wait for a second person`,
    refusedRows: (n) => `${n} rows refused`,
    more: (n) => `and ${n} more`,
    told: (n) => `${n} citizens will be told`,
    line: (n) => `Row ${n}`,
    confirmTelling: (n) => `Import and tell ${n} citizens`,
  },
  sources: {
    everyShort: (n) => `every ${n} hours`,
    last: (time) => `Last fetched ${time}`,
    failed: (time, n) => `Failed ${time} (${n} times in a row)`,
    next: (time) => `Next ${time}`,
    addedBy: (name) => `added by ${name}`,
    originCase: (ticket) => `case ${ticket}`,
    originAt: (time) => `at ${time}`,
  },
  changes: {
    told: (n) =>
      n === 0
        ? 'No citizen had the old message.'
        : `${n} citizens had the old message and will be told.`,
    proposedBy: (name, time) => `Proposed by ${name}, ${time}`,
    heldUntil: (time) => `Holds from ${time}; until then it can be undone.`,
    rows: (n) => `${n} fact-checks`,
    more: (n) => `and ${n} more that are not shown`,
  },
} satisfies Some<Words>);
