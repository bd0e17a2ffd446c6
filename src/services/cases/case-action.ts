import type { z } from 'zod';
import { may, type Permission } from '../../domain/accounts/permissions.ts';
import type { Actor } from '../../domain/accounts/reviewer.ts';
import type { DeafReason } from '../partners/find-readers.ts';
import type { StoredReferral } from '../partners/referrals.ts';
import type { CaseDeps } from './case-deps.ts';
import type { ActorAtCase, CaseUpdateResult } from './change-case.ts';

/** Result of a case action; every surface only renders it. */
export type CaseActionResult =
  | Exclude<CaseUpdateResult, { type: 'done' }>
  | {
      type: 'done';
      case: Extract<CaseUpdateResult, { type: 'done' }>['case'];
      referral?: StoredReferral;
    }
  /** Two cases that cannot be merged, or a tip that cannot be split off. */
  | { type: 'problem'; message: string }
  /** A referral of the case to that organisation is still open. */
  | { type: 'already'; referral: StoredReferral }
  /** Nobody in that organisation can read a referral. */
  | { type: 'deaf'; why: DeafReason }
  | { type: 'forbidden'; needs: Permission }
  /** What is wrong with the input, by its field. */
  | { type: 'invalid'; problems: Readonly<Record<string, string>> };

/** Who acts on which case; `fence` is the lease that they believe to hold. */
export interface ActorOnCase extends Omit<ActorAtCase, 'reviewer'> {
  actor: Actor;
}

/**
 * Defines a case action for all surfaces: who may do it, and what it takes, be it parsed values or strings of a form or
 * a command line. `perform` checks the permission and reads the input; there is no other way to run the action.
 */
export function caseAction<S extends z.ZodType>(
  permission: Permission | ((input: z.output<S>, actor: Actor) => Permission),
  input: S,
  run: (deps: CaseDeps, action: ActorAtCase, input: z.output<S>) => Promise<CaseActionResult>,
) {
  const perform = async (
    deps: CaseDeps,
    { actor, ...on }: ActorOnCase,
    raw: unknown = {},
  ): Promise<CaseActionResult> => {
    // Where it can be told without the input, nobody without the permission learns what is wrong with theirs.
    if (typeof permission === 'string' && !may(actor.role, permission)) {
      return { type: 'forbidden', needs: permission };
    }
    const read = input.safeParse(raw);
    if (!read.success) return { type: 'invalid', problems: problemsOf(read.error) };
    const needs = typeof permission === 'string' ? permission : permission(read.data, actor);
    if (!may(actor.role, needs)) return { type: 'forbidden', needs };
    return run(deps, { ...on, reviewer: actor.name }, read.data);
  };
  return { input, permission, perform };
}

function problemsOf({ issues }: z.ZodError): Record<string, string> {
  return Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]));
}
