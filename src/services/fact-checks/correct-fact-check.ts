import { thePost } from '../../domain/accounts/reviewer.ts';
import type { FactCheck } from '../../domain/fact-checks/fact-check.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { type Submitted, submitChange } from './submit-change.ts';

/** Corrects the words or verdict of a published fact-check; everyone who had the old one is told once it holds. */
export function correctFactCheck(
  deps: FactCheckDeps,
  id: string,
  { by = thePost.name, why, seen, ...changes }: Correction,
): Promise<Submitted> {
  return submitChange(deps, { by, why, seen, wanted: { type: 'correct', id, changes } });
}

/** Withdraws a fact-check: it matches no more, and everyone who was told it hears so, once it holds. */
export function retractFactCheck(
  deps: FactCheckDeps,
  id: string,
  { reason, by = thePost.name, seen }: { reason: string; by?: string; seen?: number },
): Promise<Submitted> {
  return submitChange(deps, { by, why: reason, seen, wanted: { type: 'retract', id } });
}

/** What is to be corrected, by whom, and why, for everybody to read. */
interface Correction
  extends Partial<
    Pick<FactCheck, 'verdict' | 'summary' | 'url' | 'title' | 'files' | 'narratives'>
  > {
  by?: string;
  why?: string | undefined;
  /** The version that was looked at, where it was. */
  seen?: number;
}
