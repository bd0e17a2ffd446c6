import type { Words } from '../ui-text.ts';

/** English: the monthly reports. */
export const englishRecords: Pick<Words, 'records'> = {
  records: {
    title: 'Monthly reports',
    hint: 'Each month is counted once when it is over, with small numbers withheld. The public reads a report only after an editor has published it.',
    none: 'No month has been counted yet.',
    draft: 'not published',
    published: 'published',
    publishedBy: (by, at) => `Published by ${by}, ${at}`,
    revised: (n) => `${n} corrections`,
    count: (month) => `Count ${month}`,
    countHint: (days) =>
      `The details of a case are erased ${days} days after its verdict. The longer you wait, the less can be counted.`,
    publish: 'Publish this report',
    publishHint:
      'Read all of it first. Once it is published its numbers cannot be changed; dated corrections can be added.',
    revise: 'Add a correction',
    reviseHint: 'Say what was wrong and what is right. The public reads this.',
    note: 'Note',
    publicPage: 'See the public page',
    back: 'All reports',
    wrong: {
      unknown: 'That month is not over, or was not counted.',
      already: 'This report is published already.',
      'not-published': 'This report is not published yet.',
      'bad-note': 'The note is empty or too long.',
      stale: 'Somebody else has just changed this report. Look again.',
    },
  },
};
