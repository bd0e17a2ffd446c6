import type { Some, Words } from '../ui-text.ts';
import { withSentences } from '../with-sentences.ts';
import words from './admin.json' with { type: 'json' };

/** English: fact-checks, people, permissions and the audit log. */
export const englishAdmin: Pick<Words, keyof typeof words> = withSentences(words, {
  library: {
    found: (n) => `${n} found`,
    version: (n) => `version ${n}`,
    wordings: (n) => `Citizens’ wordings (${n})`,
    files: {
      count: (pictures, sounds, films) =>
        `${pictures} pictures, ${sounds} sounds, ${films} films are known as this claim.`,
    },
    was: (version) => `Version ${version} was replaced`,
    told: (n) =>
      n === 1 ? '1 citizen has had this answer.' : `${n || 'No'} citizens have had this answer.`,
    adding: {
      wording: (n) => `Wording ${n}`,
    },
  },
  reviewers: {
    given: (name) => `For ${name}, shown only once`,
    of: (name) => `for ${name}`,
  },
  audit: {
    sound: (n) => `Sound: ${n} lines.`,
    broken: (n) => `NOT sound from line ${n} on.`,
  },
  citizen: {
    title: (alias) => `Citizen: ${alias}`,
    version: (n) => `version ${n}`,
    days: (n) => (n === 1 ? '1 day' : `${n} days`),
  },
} satisfies Some<Words>);
