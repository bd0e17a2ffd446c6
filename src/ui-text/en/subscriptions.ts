import type { Some, Words } from '../ui-text.ts';
import { withSentences } from '../with-sentences.ts';
import words from './subscriptions.json' with { type: 'json' };

/** English: subscribers, what goes to them unasked, and warnings. */
export const englishSubscriptions: Pick<Words, keyof typeof words> = withSentences(words, {
  reach: {
    few: (least: number) => `fewer than ${least}`,
    lastDigest: (day: string) => `The last digest went on ${day}.`,
    asked: (n: number) => `asked for ${n} times since yesterday`,
    by: (name: string, time: string) => `by ${name}, ${time}`,
    reached: (count: string) =>
      `It reaches ${count} people at most. People who know it already are left out; quiet hours and daily limits hold.`,
    until: (time: string) => `It can be taken back until ${time}.`,
  },
} satisfies Some<Words>);
