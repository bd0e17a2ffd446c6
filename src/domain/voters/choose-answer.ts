import type { ElectionKind, VoterEntry } from './voter-answer.ts';

export const voterFacts = ['election', 'region', 'registered'] as const;
export type VoterFact = (typeof voterFacts)[number];

/** Known facts about the citizen, and the questions already asked, answered or not. */
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

/** An answer is not worth more questions than this. */
const MOST_ASKED = 2;

/** Asks for facts in which the entries of a topic differ, then takes the first with the most conditions that all hold. */
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
