import type { Values } from '../../engine/conversation.ts';
import type { Turn } from '../../ports/turn.ts';

/**
 * Declares something a flow can run: its name in YAML, every way it can end, and what it needs. An outcome that is
 * not declared does not compile, nor does a need that the tipline lacks. One line in `actions` makes it known to all:
 *
 * ```ts
 * export const optIn = defineAction({
 *   name: 'opt-in',
 *   outcomes: ['resumed', 'already'],
 *   run: (_deps, turn) => {
 *     if (!turn.profile.isOptedOut) return { outcome: 'already' };
 *     turn.profile = { ...turn.profile, isOptedOut: false };
 *     return { outcome: 'resumed' };
 *   },
 * });
 * ```
 */
export function defineAction<const Outcomes extends readonly string[], Deps>(
  action: Action<Deps, Outcomes>,
): Action<Deps, Outcomes> {
  return action;
}

/** Something a flow can run; it may change the turn, never the store itself. */
export interface Action<Deps, Outcomes extends readonly string[] = readonly string[]> {
  name: string;
  /** Names it had before, which flows elsewhere may still call. */
  aliases?: readonly string[];
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
