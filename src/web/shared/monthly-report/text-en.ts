import type { Some } from '../../../ui-text/ui-text.ts';
import { withSentences } from '../../../ui-text/with-sentences.ts';
import words from './text-en.json' with { type: 'json' };
import type { RecordWords } from './text-id.ts';

/** The public record in English. */
export const english: RecordWords = withSentences(words, {
  title: (month) => `Report for ${month}`,
  lead: (post, from, until) => `What ${post} did from ${from} to ${until}, in numbers.`,
  counted: (day) => `Counted on ${day}.`,
  published: (day) => `Published on ${day}.`,
  others: (names) =>
    `Withheld because they are too few, or would tell a number that is too small: ${names}.`,
  manyOthers: (n) =>
    `${n} more are withheld because they are too few, or would tell a number that is too small.`,
  seconds: (p50, p90) => `half within ${p50} seconds, nine of ten within ${p90} seconds`,
  hours: (p50, p90) => `half within ${p50} hours, nine of ten within ${p90} hours`,
  more: (n) => `${n} more are in the data.`,
  week: (from, until) => `days ${from}–${until}`,
  cite: (post, month, address) => `${post}. Report for ${month}. ${address}`,
  licence: (name) => `Free to use under the licence ${name}.`,
  corrections: {
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
} satisfies Some<RecordWords>);
