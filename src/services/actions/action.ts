import type { Values } from '../../engine/conversation.ts';
import type { Observe } from '../../ports/events.ts';
import type { LinkReader } from '../../ports/link-reader.ts';
import type { Signer } from '../../ports/signer.ts';
import type { Turn } from '../../ports/turn.ts';
import type { DutyDeps } from '../duty/duty-deps.ts';
import type { NewsIndex } from '../fact-checks/news-index.ts';
import type { Allowance } from '../messaging/allowance.ts';
import type { PrivacyDeps } from '../privacy/privacy-deps.ts';
import type { SubscriptionDeps } from '../subscriptions/find-digest.ts';
import type { VoterDeps } from '../voters/voter-answers.ts';

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

/** What the actions of flows need. */
export interface ActionDeps extends DutyDeps, PrivacyDeps, SubscriptionDeps, VoterDeps {
  /** Hears of what happens, for the operator's figures. */
  observe: Observe;
  allowance: Allowance;
  /** Reads the pages that messages name, where an operator has turned that on. */
  links?: LinkReader | undefined;
  /** Articles that an operator trusts, where feeds are named. */
  news?: Pick<NewsIndex, 'related'> | undefined;
  /** Signs the links to citizens' own reports, where there are pages to fetch them from. */
  signLink?: Signer | undefined;
}
