import type { CaseDeps } from './case-deps.ts';
import { type ActorAtCase, act, type CaseUpdateResult } from './change-case.ts';

/** Asks everyone whose tip is in the case a question; what they answer stands with their tips. */
export function askCitizens(
  deps: CaseDeps,
  action: ActorAtCase,
  question: string,
): Promise<CaseUpdateResult> {
  return act(deps, action, async (found) => {
    const id = `question:${found.id}:${found.revision}`;
    const announcement = { id, news: 'question' as const, case: found.id, reason: question };
    const did = { what: 'asked', words: question } as const;
    return { case: found, announcements: [announcement], did };
  });
}
