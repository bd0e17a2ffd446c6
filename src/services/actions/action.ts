import type { Values } from '../../engine/conversation.ts';
import type { Turn } from '../../ports/turn.ts';

/**
 * Declares something a flow can run: every way it can end, and what it needs. An outcome that is not declared does
 * not compile, nor does a need that the tipline lacks. One line in `actions` gives it its name in YAML:
 *
 * ```ts
 * export const optIn = action(['resumed', 'already'], (_deps, turn) => {
 *   if (!turn.profile.isOptedOut) return { outcome: 'already' };
 *   turn.profile = { ...turn.profile, isOptedOut: false };
 *   return { outcome: 'resumed' };
 * });
 * ```
 */
export function action<const Outcomes extends readonly string[], Deps>(
  outcomes: Outcomes,
  run: Action<Deps, Outcomes>['run'],
): Action<Deps, Outcomes> {
  return { outcomes, run };
}

/** Something a flow can run; it may change the turn, never the store itself. */
export interface Action<Deps, Outcomes extends readonly string[] = readonly string[]> {
  outcomes: Outcomes;
  run: (
    deps: Deps,
    turn: Turn,
    values: Values,
  ) => ActionResult<Outcomes[number]> | Promise<ActionResult<Outcomes[number]>>;
}

/** How an action ended, and what it leaves for later states. */
export interface ActionResult<Outcome extends string = string> {
  outcome: Outcome;
  values?: Values;
}
