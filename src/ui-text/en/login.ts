import type { Some, Words } from '../ui-text.ts';
import { withSentences } from '../with-sentences.ts';
import words from './login.json' with { type: 'json' };

/** English: what a verdict rests on, logging in, and what can go wrong. */
export const englishLogin: Pick<Words, keyof typeof words> = withSentences(words, {
  proof: {
    noSourceOf: (why) => `Without a source: ${why}`,
  },
  attach: {
    low: (percent) => `They match by only ${percent}%. They may be about different things.`,
    noneFound: (percent) =>
      `The words were compared. No difference was found, but they match by only ${percent}%: check for yourself.`,
    agree: (differences) =>
      `I have seen what differs (${differences}), and the claim is still the same.`,
  },
  wordings: {
    title: (n) => `Wordings that get this answer (${n})`,
    senders: (n) => (n === 1 ? '1 citizen' : `${n} citizens`),
    adds: (added) => `Adds: ${added}`,
    saved: (ticket, n) =>
      n === 1 ? `${ticket}: 1 wording is answered.` : `${ticket}: ${n} wordings are answered.`,
  },
  login: {
    wait: (time) => `Too many tries. Try again after ${time}.`,
  },
  problem: {
    gap: (gap) => `A gap is still open: ${gap}`,
  },
  refusal: {
    template: words.proof.template,
    bare: words.proof.bare,
    'no-source': words.proof.needed,
    unlike: words.proof.unlike,
    differs: words.proof.differs,
    taken: (name) => `${name} holds this case.`,
  },
  account: {
    since: (time) => `Last login ${time}.`,
    hasTotp: (left) => `Set up. Recovery codes left: ${left}.`,
  },
} satisfies Some<Words>);
