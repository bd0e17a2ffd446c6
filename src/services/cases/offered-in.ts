import type { Tip } from '../../domain/cases/case.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import type { CaseDeps } from './case-deps.ts';

/** A fact-check that the bot offered, an answer to it, and how many citizens gave it. */
export interface Offered {
  factCheck: PublishedFactCheck;
  answer: NonNullable<Tip['offered']>['answer'];
  citizens: number;
}

/** What was offered before these tips came to be, the answer that most citizens gave first. */
export async function offeredIn(
  { store }: Pick<CaseDeps, 'store'>,
  tips: readonly Tip[],
): Promise<Offered[]> {
  const found = new Map<string, Offered>();
  for (const { factChecks, answer } of tips.flatMap(({ offered = [] }) => offered)) {
    for (const id of factChecks) {
      const key = `${answer} ${id}`;
      const factCheck = found.get(key)?.factCheck ?? (await store.factChecks.get(id));
      const { citizens = 0 } = found.get(key) ?? {};
      if (factCheck) found.set(key, { factCheck, answer, citizens: citizens + 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.citizens - a.citizens);
}
