import type { Case, Tip } from '../../src/domain/cases/case.ts';
import { type Ranking, rankCase, weighCase } from '../../src/domain/cases/priority.ts';

/** Ranks a case by its tips. */
export function priorityOf(found: Case, tips: readonly Tip[], ranking: Ranking) {
  return rankCase(weighCase(found, tips), ranking);
}
