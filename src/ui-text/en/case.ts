import { verdicts } from '../../domain/fact-checks/verdicts.ts';
import { describeSupport } from '../describe-support.ts';
import type { Some, Words } from '../ui-text.ts';
import { withSentences } from '../with-sentences.ts';
import words from './case.json' with { type: 'json' };

/** English: a case, what is done to it, and the guess at its harm. */
export const englishCase: Pick<Words, keyof typeof words> = withSentences(words, {
  reason: {
    citizens: (n) => (n === 1 ? '1 citizen asks' : `${n} citizens ask`),
    recent: (n) => `${n} citizens asked within the last hour`,
    burst: (n) => `spreading fast: ${n} citizens within the last hour`,
    late: (span) => `overdue, ${span} by now`,
    waiting: (span) => `waiting ${span}`,
    election: (name) => `shortly before ${name}`,
    topic: (topic) => `about ${topic}`,
    threat: (threat) => `likely: ${threat}`,
  },
  case: {
    title: (ticket) => `Case ${ticket}`,
    yours: (time) => `You hold this case until ${time}.`,
    held: (name, time) => `${name} holds this case until ${time}.`,
    wordings: (n) => `Wordings in circulation (${n})`,
    times: (n) => (n === 1 ? 'once' : `${n} times`),
    tips: (n) => `Citizens’ reports (${n})`,
    tip: {
      stamp: (word) => `The picture is stamped “${word}”: it may be a fact-check itself.`,
    },
    more: (n) => `${n} more`,
    nearness: (percent) => `${percent}% match`,
    merge: (ticket) => `Merge into ${ticket}`,
    differs: (what) => `Different ${what}`,
    shares: (found) => `Words in common: ${found.join(', ')}`,
    supports: (support) => describeSupport(support, words.support),
    decideHint: `Press 1–${verdicts.length} to choose. Ctrl+Enter publishes.`,
    characters: (n) => `${n} characters`,
    draftSaved: (time) => `Draft saved ${time}`,
    draftBy: (name, time) => `Draft by ${name}, ${time}`,
    proposal: (name) => `Verdict proposed by ${name}`,
    undoUntil: (time) => `Can be taken back until ${time}; citizens have not been told yet.`,
  },

  triage: {
    guessed: (threat, percent, tips) =>
      `${threat} (${percent} % sure, from ${tips} ${tips === 1 ? 'report' : 'reports'})`,
    said: (threat) => `${threat}, as a reviewer said`,
    words: (found) => `words: ${found}`,
  },
} satisfies Some<Words>);
