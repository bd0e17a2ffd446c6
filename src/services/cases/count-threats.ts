import { threatOf } from '../../domain/cases/case.ts';
import { isExercise } from '../../domain/cases/exercise.ts';
import type { ThreatLabel } from '../../domain/cases/threats.ts';
import type { CaseDeps } from './case-deps.ts';

/** How often a threat was guessed where a reviewer said this one. */
export interface ThreatCount {
  guess: ThreatLabel;
  said: ThreatLabel;
  cases: number;
}

const MOST_CASES = 20_000;

/** What was guessed against what reviewers said, over all cases whose tips still have their words; counts alone. */
export async function countThreats({ store }: Pick<CaseDeps, 'store'>): Promise<ThreatCount[]> {
  const cases = await store.cases.list(undefined, MOST_CASES);
  const corrected = cases.filter(({ threat, ticket }) => threat && !isExercise(ticket));
  const tips = await store.cases.tipsOfAll(corrected.map(({ id }) => id));
  const counts = new Map<string, ThreatCount>();
  for (const { id, threat: said = 'biasa' } of corrected) {
    const own = tips.get(id) ?? [];
    if (!own.some((tip) => tip.text !== '')) continue;
    const guess = threatOf({}, own)?.threat ?? 'biasa';
    const count = counts.get(`${guess} ${said}`) ?? { guess, said, cases: 0 };
    counts.set(`${guess} ${said}`, { ...count, cases: count.cases + 1 });
  }
  return [...counts.values()].sort((a, b) => b.cases - a.cases);
}
