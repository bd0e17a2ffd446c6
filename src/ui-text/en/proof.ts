import type { indonesianProof } from '../id/proof.ts';
import type { Same } from '../ui-text.ts';

/** What the desk says in English of what a verdict rests on, and of what it will answer. */
export const englishProof: Same<typeof indonesianProof> = {
  proof: {
    noSource: 'If there is no source, say why',
    noSourceHint:
      'Fill in one of the two: the link above, or this reason. Citizens do not get the reason.',
    noSourceOf: (why) => `Without a source: ${why}`,
    needed: 'Give the link to the source, or say why there is none (10–300 characters).',
    template: 'This is still the example sentence. Write an explanation of your own.',
    bare: 'The explanation only names the verdict. Write what is true.',
    unlike: 'Too unlike: first say why this fact-check answers it.',
    differs: 'First compare the two and agree to what differs; it may have changed just now.',
  },
  attach: {
    look: 'Compare and use',
    title: 'Do both make the same claim?',
    low: (percent) => `They match by only ${percent}%. They may be about different things.`,
    notInWords: 'Only the file was matched; the words were not compared.',
    noneFound: (percent) =>
      `The words were compared. No difference was found, but they match by only ${percent}%: check for yourself.`,
    agree: (differences) =>
      `I have seen what differs (${differences}), and the claim is still the same.`,
    agreeLow: 'I have read both, and the claim is the same.',
    reason: 'Why does this fact-check answer the report?',
    use: 'Use this fact-check',
    cannot: 'Take the case first to use this fact-check.',
  },
  wordings: {
    title: (n) => `Wordings that get this answer (${n})`,
    hint: 'What is ticked is answered with this verdict at once. Leave out what adds something else.',
    forTwo: 'This topic takes two people: nothing is ticked unless you ask for it.',
    senders: (n) => (n === 1 ? '1 citizen' : `${n} citizens`),
    first: 'the first message of this case',
    adds: (words) => `Adds: ${words}`,
    lacks: 'Does not contain the whole claim.',
    fits: 'The same as the claim.',
    taken: 'answered',
    left: 'left out',
    none: 'There are no other wordings.',
    saved: (ticket, n) =>
      n === 1 ? `${ticket}: 1 wording is answered.` : `${ticket}: ${n} wordings are answered.`,
  },
};
