import type { Some, Words } from '../ui-text.ts';
import { withSentences } from '../with-sentences.ts';
import words from './voters.json' with { type: 'json' };

/** English: answers for voters. */
export const englishVoters: Pick<Words, keyof typeof words> = withSentences(words, {
  voters: {
    needed: (n: number) => (n === 1 ? '1 answer needs somebody' : `${n} answers need somebody`),
    verified: (day: string) => `verified ${day}`,
    changedBy: (name: string, time: string) => `changed by ${name}, ${time}`,
    wrong: {
      field: (name: string) => `Correct this field: ${name}.`,
    },
  },
} satisfies Some<Words>);
