import type { ElectionKind, VoterEntry } from './voter-answer.ts';

/** What an answer may depend on. */
export const voterFacts = ['election', 'region', 'registered'] as const;
export type VoterFact = (typeof voterFacts)[number];

/** What is known of whoever asks, and what was asked already, answered or not. */
export interface VoterSituation {
  election?: ElectionKind | undefined;
  region?: string | undefined;
  registered?: 'yes' | 'no' | undefined;
  asked: readonly VoterFact[];
}

export type Choice =
  | { type: 'answer'; entry: VoterEntry }
  | { type: 'ask'; fact: VoterFact }
  | { type: 'none' };

/** More questions than this are more than an answer is worth. */
const MOST_ASKED = 2;

/**
 * Chooses among the entries of a topic: asks for what they differ in as long as it is not known, then takes the
 * entry with the most conditions that all hold; of several the first.
 */
export function chooseEntry(entries: readonly VoterEntry[], situation: VoterSituation): Choice {
  const possible = entries.filter((entry) =>
    voterFacts.every((fact) => !contradicts(entry, situation, fact)),
  );
  if (situation.asked.length < MOST_ASKED) {
    const open = voterFacts.find(
      (fact) =>
        situation[fact] === undefined &&
        !situation.asked.includes(fact) &&
        possible.some((entry) => entry[fact] !== undefined),
    );
    if (open) return { type: 'ask', fact: open };
  }
  const [best] = possible
    .filter((entry) => voterFacts.every((fact) => !entry[fact] || entry[fact] === situation[fact]))
    .toSorted((a, b) => conditionsOf(b) - conditionsOf(a));
  return best ? { type: 'answer', entry: best } : { type: 'none' };
}

function contradicts(entry: VoterEntry, situation: VoterSituation, fact: VoterFact): boolean {
  const [wanted, known] = [entry[fact], situation[fact]];
  return wanted !== undefined && known !== undefined && wanted !== known;
}

function conditionsOf(entry: VoterEntry): number {
  const named = voterFacts.filter((fact) => entry[fact] !== undefined).length;
  return named + (entry.calendar ? 1 : 0);
}
