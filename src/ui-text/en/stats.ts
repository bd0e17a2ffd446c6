import type { Some, Words } from '../ui-text.ts';
import { withSentences } from '../with-sentences.ts';
import words from './stats.json' with { type: 'json' };

/** English: statistics of dashboards and flows, and monthly reports. */
export const englishStats: Pick<Words, keyof typeof words> = withSentences(words, {
  dashboard: {
    days: (n) => `Last ${n} days`,
  },
  flows: {
    states: (n) => (n === 1 ? '1 step' : `${n} steps`),
    days: (n) => `Last ${n} days`,
    entered: (n) => `${n} came`,
    silent: (n) => `${n} silent`,
    again: (n) => `asked again ${n} times, as the answer was not understood`,
    begun: (n) => `${n} begun`,
    finished: (n, share) => `${n} finished (${share})`,
  },
  records: {
    publishedBy: (by, at) => `Published by ${by}, ${at}`,
    revised: (n) => `${n} corrections`,
    count: (month) => `Count ${month}`,
    countHint: (days) =>
      `The details of a case are erased ${days} days after its verdict. The longer you wait, the less can be counted.`,
  },
} satisfies Some<Words>);
