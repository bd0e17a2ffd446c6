import type { Some, Words } from '../ui-text.ts';
import { withSentences } from '../with-sentences.ts';
import words from './settings.json' with { type: 'json' };

/** English: saved filters, and what an admin can change while Posko runs. */
export const englishSettings: Pick<Words, keyof typeof words> = withSentences(words, {
  filters: {
    name: (name) => `Name of the filter ${name}`,
    of: (owner) => `(${owner})`,
  },
  settings: {
    fallback: (value) => `Default: ${value}`,
    hours: (n) => `${n} hours`,
    seconds: (n) => `${n} seconds`,
    clock: (n) => `${String(n).padStart(2, '0')}:00`,
    from: {
      environment: (variable) => `from the environment (${variable})`,
      here: (by, time) => `set here by ${by}, ${time}`,
      given: (by, time) => `given back by ${by}, ${time}`,
    },
    row: (n) => `Election ${n}`,
  },
} satisfies Some<Words>);
