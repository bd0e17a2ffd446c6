import { withSentences } from '../with-sentences.ts';
import words from './voters.json' with { type: 'json' };

/** Indonesian: answers for voters. */
export const indonesianVoters = withSentences(words, {
  voters: {
    needed: (n: number) => `${n} jawaban perlu diperhatikan`,
    verified: (day: string) => `dipastikan ${day}`,
    changedBy: (name: string, time: string) => `diubah ${name}, ${time}`,
    wrong: {
      field: (name: string) => `Perbaiki isian ini: ${name}.`,
    },
  },
});
