import type { Case, Tip } from './case.ts';
import type { Signal, Threat } from './threats.ts';

/** Threat of a case: a reviewer's choice, or else what most of its tips were taken for. */
export interface CaseThreat {
  threat: Threat;
  isByReviewer: boolean;
  /** Number of such tips, certainty of the surest guess, and its signals, the strongest first. */
  tips: number;
  certainty: number;
  signs: Signal[];
  words: string[];
}

/** Returns the threat of a case; nothing if no guess was sure, or a reviewer denied it. */
export function threatOf(found: Pick<Case, 'threat'>, tips: readonly Pick<Tip, 'triage'>[]) {
  const said = found.threat;
  if (said === 'biasa') return undefined;
  const guesses = tips.flatMap((tip) => tip.triage ?? []);
  const threats = guesses.flatMap(({ threat }) => (threat === 'biasa' ? [] : threat));
  const threat = said ?? mostOften(threats);
  if (!threat) return undefined;
  const own = guesses
    .filter((guess) => guess.threat === threat)
    .sort((a, b) => b.certainty - a.certainty);
  const [surest] = own;
  return {
    threat,
    isByReviewer: said !== undefined,
    tips: own.length,
    certainty: surest?.certainty ?? 0,
    signs: surest?.signs ?? [],
    words: surest?.words ?? [],
  };
}

/** Returns the first of the most frequent threats. */
function mostOften(all: readonly Threat[]): Threat | undefined {
  const counts = new Map<Threat, number>();
  for (const threat of all) counts.set(threat, (counts.get(threat) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
