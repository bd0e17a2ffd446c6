import { systemActor } from '../../domain/accounts/reviewer.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import type { Wanted } from './proposed-change.ts';
import { type Submission, type Submitted, submitChange } from './submit-change.ts';

/** Corrects a published fact-check; notifies everyone who had the old one once it is valid. */
export function correctFactCheck(
  deps: FactCheckDeps,
  id: string,
  { by = systemActor.name, why, seen, ...changes }: Correction,
): Promise<Submitted> {
  return submitChange(deps, { by, why, seen, wanted: { type: 'correct', id, changes } });
}

/** Withdraws a fact-check from matching, and notifies everyone who was told, once it is valid. */
export function retractFactCheck(
  deps: FactCheckDeps,
  id: string,
  { reason, by = systemActor.name, seen }: { reason: string; by?: string; seen?: number },
): Promise<Submitted> {
  return submitChange(deps, { by, why: reason, seen, wanted: { type: 'retract', id } });
}

/** Correction, its author, its public reason, and the version that was looked at, where it was. */
type Correction = Extract<Wanted, { type: 'correct' }>['changes'] &
  Partial<Pick<Submission, 'by' | 'why' | 'seen'>>;
